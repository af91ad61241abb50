package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// doorVertex returns the vertex of an Ingress or a Gateway.
func (s *sketch) doorVertex(d *cluster.Door) *vertex {
	kind := strings.ToLower(d.Kind)
	if d.Object == nil {
		v := s.missing(s.id(d.Namespace, d.Kind, d.Name), d.Ref)
		v.kind, v.rank, v.order, v.folds = kind, rankEntry, orderDoor, true
		return v
	}
	v := s.add(s.object(d.Object, kind, orderDoor))
	v.rank, v.folds = rankEntry, true
	if d.Class != "" {
		v.subtitle = d.Kind + " " + d.Class
	}
	return v
}

func (s *sketch) door(d *cluster.Door) {
	v := s.doorVertex(d)
	e := edge{from: s.user(), to: v, relation: relRequests, label: few(doorPorts(d), 3, ", ")}
	var ports []string
	for _, p := range d.Ports {
		ports = append(ports, itoa(p))
	}
	e.port = strings.Join(ports, ",")
	if d.Object != nil {
		e.evidence = []string{cite(d.String(), d.Object.Source())}
	}
	s.link(e)
	for _, routes := range byTarget(d.Routes) {
		s.routes(v, routes)
	}
}

// doorPorts says what a door listens for: "HTTP", "HTTPS", "TCP 5432".
func doorPorts(d *cluster.Door) []string {
	spoken := make(map[int32]string)
	if d.Object != nil {
		if g, ok := d.Object.Manifest.Typed.(*manifest.Gateway); ok {
			for _, l := range g.Spec.Listeners {
				spoken[l.Port] = cmp.Or(spoken[l.Port], l.Protocol)
			}
		}
	}
	var out []string
	for _, port := range d.Ports {
		switch by := spoken[port]; {
		case port == 80 && (by == "" || by == "HTTP"):
			out = append(out, "HTTP")
		case port == 443 && (by == "" || by == "HTTPS" || by == "TLS"):
			out = append(out, "HTTPS")
		case by == "HTTP" || by == "HTTPS":
			out = append(out, by+" :"+itoa(port))
		default:
			out = append(out, cmp.Or(by, "TCP")+" "+itoa(port))
		}
	}
	return out
}

// routeTarget is what makes routes of one door one edge.
type routeTarget struct {
	backend                   cluster.Ref
	port                      string
	weight                    int
	granted, attached, mirror bool
}

// byTarget puts the routes together that lead to the same, in the order of the
// first of them.
func byTarget(routes []*cluster.Route) [][]*cluster.Route {
	var out [][]*cluster.Route
	at := make(map[routeTarget]int)
	for _, r := range routes {
		key := routeTarget{r.Backend, r.Port, r.Weight, r.Granted, r.Attached, r.Mirror}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// routes draws the routes of a door to one backend as one edge.
func (s *sketch) routes(from *vertex, routes []*cluster.Route) {
	r := routes[0]
	e := edge{from: from, to: s.backend(r), relation: relRoutes, port: r.Port}
	var texts []string
	for _, r := range routes {
		texts = union(texts, requests(r))
		what := cmp.Or(strings.Join(requests(r), ", "), "everything")
		e.evidence = union(e.evidence, []string{cite("route of "+what, r.Object.Source(r.Path...))})
	}
	slices.Sort(texts)
	label := few(texts, 3, "\n")
	switch weight := itoa(r.Weight) + " %"; {
	case r.Weight < 0:
	case len(texts) == 1:
		label += " " + weight
	default:
		label = lines(label, weight)
	}
	if r.Mirror {
		label, e.line = lines(label, "mirrored"), graph.Dotted
	}
	if !r.Granted {
		label, e.line = lines(label, "no ReferenceGrant"), graph.Dashed
	}
	if !r.Attached {
		label, e.line = lines(label, "not attached"), graph.Dashed
	}
	e.label = label
	if r.Service != nil {
		e.denied = s.policies.fromDoor(r.Service, r.Port)
	}
	s.link(e)
}

// requests says which requests a route is for: a host with a path for each host,
// or the path alone. It is empty for all requests.
func requests(r *cluster.Route) []string {
	if len(r.Hosts) == 0 {
		if r.Match == "" {
			return nil
		}
		return []string{r.Match}
	}
	var out []string
	for _, host := range r.Hosts {
		switch {
		case r.Match == "" || strings.HasPrefix(r.Match, "/"):
			out = append(out, host+r.Match)
		default:
			out = append(out, host+" "+r.Match)
		}
	}
	return out
}

// backend returns the vertex that a route leads to.
func (s *sketch) backend(r *cluster.Route) *vertex {
	if r.Service != nil {
		return s.service(r.Service)
	}
	if r.Backend.Kind == "Service" {
		return s.missing(s.id(r.Backend.Namespace, "missing", r.Backend.Name), r.Backend)
	}
	if o := s.c.Get(r.Backend); o != nil {
		return s.other(o)
	}
	return s.missing(s.id(r.Backend.Namespace, "missing", r.Backend.Kind, r.Backend.Name), r.Backend)
}
