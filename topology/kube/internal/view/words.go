package view

import (
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

func itoa[T int | int32](n T) string { return strconv.Itoa(int(n)) }

// protocol says what a port speaks, as the labels of edges have it: "HTTP",
// "HTTPS", or the protocol below. What the port says of itself comes first: its
// appProtocol, then its name; for others the usual numbers are taken.
func protocol(p corev1.ServicePort) string {
	name := p.Name
	if p.AppProtocol != nil {
		name = *p.AppProtocol
	}
	name, _, _ = strings.Cut(strings.TrimPrefix(strings.ToLower(name), "kubernetes.io/"), "-")
	switch {
	case name == "https", name == "wss", name == "tls", name == "" && (p.Port == 443 || p.Port == 8443):
		return "HTTPS"
	case name == "http", name == "http2", name == "h2c", name == "ws", name == "web",
		name == "" && (p.Port == 80 || p.Port == 8080):
		return "HTTP"
	case name == "grpc":
		return "gRPC"
	case p.Protocol == "":
		return string(corev1.ProtocolTCP)
	}
	return string(p.Protocol)
}

// colon returns a port as labels have it: a number with a colon before it, a
// name as it is.
func colon(port string) string {
	if _, err := strconv.Atoi(port); err != nil {
		return port
	}
	return ":" + port
}

// few joins the first of some texts, and says how many there are more.
func few(list []string, most int, between string) string {
	if len(list) <= most {
		return strings.Join(list, between)
	}
	return strings.Join(list[:most-1], between) + between + "and " + itoa(len(list)-most+1) + " more"
}

// lines joins the parts that there are, a line each.
func lines(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

func serviceSubtitle(s *cluster.Service) string {
	if s.Spec.Type == corev1.ServiceTypeExternalName {
		return "ExternalName"
	}
	kind := "Service"
	if s.Headless() {
		kind = "headless"
	}
	var ports []string
	for _, p := range s.Spec.Ports {
		ports = append(ports, colon(itoa(p.Port)))
	}
	if len(ports) == 0 {
		return kind
	}
	return kind + " " + few(ports, 3, ", ")
}

// servicePorts returns the numbers of a Service's ports.
func servicePorts(s *cluster.Service) string {
	var ports []string
	for _, p := range s.Spec.Ports {
		ports = append(ports, itoa(p.Port))
	}
	return strings.Join(ports, ",")
}

func workloadSubtitle(w *cluster.Workload) string {
	if w.Replicas == 0 || w.Replicas > 1 {
		return w.Kind + " ×" + itoa(w.Replicas)
	}
	return w.Kind
}

// selectorText returns labels as a selector has them, in order.
func selectorText(labels map[string]string) string {
	var out []string
	for k, v := range labels {
		out = append(out, k+"="+v)
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

// cite says what is written where, as one line of evidence.
func cite(text, source string) string { return text + " (" + source + ")" }

func citeAll(evidence []traffic.Evidence) []string {
	var out []string
	for _, e := range evidence {
		out = append(out, cite(strings.ReplaceAll(e.Text, "\n", " "), e.Source))
	}
	return out
}

// clip shortens a text, in characters, that would make the picture unreadable.
func clip(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n == most && len(text[i:]) > 1 {
			return text[:i] + "…"
		}
	}
	return text
}
