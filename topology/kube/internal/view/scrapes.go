package view

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// scrapes draws what ServiceMonitors and PodMonitors choose. See
// https://prometheus-operator.dev/docs/api-reference/api/
func (s *sketch) scrapes() {
	for _, m := range s.c.Monitors {
		from := s.other(m.Object)
		for i, scrape := range m.Spec.Endpoints {
			for _, svc := range s.c.Services {
				if watches(m, svc.Namespace) && cluster.Matches(&m.Spec.Selector, svc.Manifest.Meta.Labels) {
					s.scrapeService(m, from, svc, scrape, i)
				}
			}
		}
		for i, scrape := range m.Spec.PodMetricsEndpoints {
			for _, w := range s.c.Workloads {
				if watches(m, w.Namespace) && cluster.Matches(&m.Spec.Selector, w.Labels) {
					s.scrapePods(m, from, w, scrape, i)
				}
			}
		}
	}
}

// watches reports whether a monitor looks at a namespace: by default its own.
func watches(m *cluster.Monitor, namespace string) bool {
	names := m.Spec.NamespaceSelector.MatchNames
	switch {
	case m.Spec.NamespaceSelector.Any:
		return true
	case len(names) == 0:
		return namespace == m.Namespace
	}
	return slices.Contains(names, namespace)
}

// scrapeService draws that metrics are taken from the pods of a Service: at one
// of its ports by name, or at one of the pods' own. A port that it does not have
// is not scraped.
func (s *sketch) scrapeService(m *cluster.Monitor, from *vertex, svc *cluster.Service, scrape manifest.Scrape, i int) {
	for _, p := range svc.Spec.Ports {
		number, name := svc.Target(p)
		want := targetPort(scrape)
		if scrape.Port != "" && scrape.Port != p.Name || scrape.Port == "" && (want == "" || want != itoa(number) && want != name) {
			continue
		}
		port := cmp.Or(scrape.Port, want)
		s.link(edge{from: from, to: s.service(svc), relation: relScrapes, port: itoa(p.Port), label: "scrapes " + colon(itoa(p.Port)),
			evidence: []string{cite("endpoint port "+port, m.Source("spec", "endpoints", i))}})
	}
}

func (s *sketch) scrapePods(m *cluster.Monitor, from *vertex, w *cluster.Workload, scrape manifest.Scrape, i int) {
	want := cmp.Or(scrape.Port, targetPort(scrape))
	p, ok := w.ContainerPort(want)
	if !ok {
		return
	}
	s.link(edge{from: from, to: s.workload(w), relation: relScrapes, port: itoa(p.ContainerPort), label: "scrapes " + colon(itoa(p.ContainerPort)),
		evidence: []string{cite("endpoint port "+want, m.Source("spec", "podMetricsEndpoints", i))}})
}

// targetPort returns the pods' port of a scrape, by name or number.
func targetPort(scrape manifest.Scrape) string {
	switch t := scrape.TargetPort.(type) {
	case nil:
		if scrape.PortNumber != nil {
			return itoa(*scrape.PortNumber)
		}
		return ""
	case float64: // as in a number of JSON
		return itoa(int(t))
	default:
		return fmt.Sprint(t)
	}
}
