package traffic

import (
	"path"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/address"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// scan reads one workload.
type scan struct {
	c      *cluster.Cluster
	w      *cluster.Workload
	shared map[cluster.Ref]int
	*redactor
	// in is the container that is read, and env its variables.
	in  cluster.Container
	env *environment
	// flags are those of its command line that have a value.
	flags []flag

	calls    []*Call
	hops     []*Hop
	refusals []*Refusal
}

// mention is a text that may have addresses in it, and what to say of them.
type mention struct {
	origin origin
	// text is the evidence for what is found on a line of the text.
	text func(line int) string
	// source and pos are the place of a line of the text.
	source func(line int) string
	pos    func(line int) graph.Pos
	// file says that the text is a file of configuration, much of which is about
	// other things.
	file bool
	// derived says that variables were replaced in it that were read by themselves.
	derived bool
	// within says that only what leads to a Service counts.
	within bool
}

func (s *scan) workload() {
	for _, c := range s.w.Containers() {
		s.in, s.env, s.flags = c, s.environment(c), nil
		s.variables()
		s.commandLine()
		s.mounts()
	}
	s.annotations()
}

func (s *scan) result() *Traffic {
	return &Traffic{Calls: merge(s.calls), Hops: mergeHops(s.hops), Refusals: uniqueRefusals(s.refusals)}
}

func (s *scan) variables() {
	for _, name := range s.env.order {
		v := s.env.vars[name]
		if v.origin.kind == "field" || v.value == "" {
			continue
		}
		s.take(fixed(v.origin, func() string { return s.variableText(v) }), address.Find, v.name, v.value)
	}
}

func (s *scan) variableText(v variable) string {
	switch v.origin.kind {
	case "Secret":
		return "env " + v.name + " (secret " + v.origin.name + ")"
	case "ConfigMap":
		return "env " + v.name + "=" + s.shown(v.written) + " (configmap " + v.origin.name + ")"
	}
	return "env " + v.name + "=" + s.shown(v.written)
}

// fixed is a mention whose evidence is the same for all its lines.
func fixed(o origin, text func() string) mention {
	return mention{
		origin: o,
		text:   func(int) string { return text() },
		source: func(int) string { return o.object.Source(o.path...) },
		pos:    func(int) graph.Pos { return o.object.At(o.path...) },
	}
}

// find is one of the functions of package address.
type find func(key, text string) ([]address.Candidate, []address.Refusal)

// take looks for addresses in a text and up what they lead to.
func (s *scan) take(m mention, in find, key, text string) {
	candidates, refusals := in(key, text)
	for _, c := range candidates {
		s.candidate(m, c)
	}
	for _, r := range refusals {
		s.refused(m, r)
	}
}

func (s *scan) refused(m mention, r address.Refusal) {
	if m.within {
		return
	}
	if r.Reason == address.ReasonLoopback {
		s.hop(m, r)
	}
	if !s.tells(m, r) {
		return
	}
	what := r.Text
	if m.origin.secret != "" {
		what = "" // it is the Secret's
	}
	s.refuse(m, r.Line, what, r.Reason)
}

// tells reports whether a refusal is worth to be told: somebody could wonder why
// there is no call. A single word is only where a Service is called so, and what is
// no host at all only outside of files, which are full of such things.
func (s *scan) tells(m mention, r address.Refusal) bool {
	switch {
	case r.Form != address.Bare:
		return true
	case r.Host == "":
		return !m.file
	case strings.ContainsAny(r.Host, ".:"), r.Reason == address.ReasonLoopback:
		return true
	}
	return s.c.Service(s.w.Namespace, r.Host) != nil
}

func (s *scan) refuse(m mention, line int, what, reason string) {
	s.refusals = append(s.refusals, &Refusal{From: s.w, Evidence: m.evidence(line), What: s.shown(what), Reason: reason})
}

func (m mention) evidence(line int) Evidence {
	return Evidence{Text: m.text(line), Source: m.source(line), Pos: m.pos(line), derived: m.derived}
}

// hop finds the container of the same pod that answers on a port of the loopback
// interface.
func (s *scan) hop(m mention, r address.Refusal) {
	port := r.Port
	if port == "" {
		port = address.DefaultPort(r.Scheme)
	}
	declares := func(c cluster.Container) bool {
		for _, p := range c.Ports {
			if itoa(p.ContainerPort) == port {
				return true
			}
		}
		return false
	}
	if s.in.Init || declares(s.in) {
		return
	}
	all := slices.DeleteFunc(s.w.Containers(), func(c cluster.Container) bool { return c.Init || c.Name == s.in.Name })
	i := slices.IndexFunc(all, declares)
	if i < 0 && len(all) == 1 && len(all[0].Ports) == 0 {
		i = 0 // it says nothing of its ports
	}
	if i >= 0 {
		s.hops = append(s.hops, &Hop{In: s.w, From: s.in.Name, To: all[i].Name, Port: port, Evidence: []Evidence{m.evidence(r.Line)}})
	}
}

func mergeHops(hops []*Hop) []*Hop {
	var out []*Hop
	for _, h := range hops {
		i := slices.IndexFunc(out, func(o *Hop) bool { return o.From == h.From && o.To == h.To && o.Port == h.Port })
		if i < 0 {
			out = append(out, h)
			continue
		}
		out[i].Evidence = addEvidence(out[i].Evidence, h.Evidence)
	}
	return out
}

func uniqueRefusals(all []*Refusal) []*Refusal {
	type key struct{ text, source, what, reason string }
	seen := make(map[key]bool)
	return slices.DeleteFunc(all, func(r *Refusal) bool {
		k := key{r.Text, r.Source, r.What, r.Reason}
		again := seen[k]
		seen[k] = true
		return again
	})
}

// annotations reads those of the pods by which proxies and agents are told whom
// to talk to.
func (s *scan) annotations() {
	at := []any{"metadata", "annotations"}
	if n := len(s.w.SpecPath); n > 1 {
		at = slices.Concat(s.w.SpecPath[:n-1], at)
	}
	s.in, s.env, s.flags = cluster.Container{}, nil, nil
	for _, key := range sorted(s.w.Annotations) {
		s.annotation(s.w.Object, slices.Concat(at, []any{key}), key, s.w.Annotations[key])
	}
}

func (s *scan) annotation(o *cluster.Object, at []any, key, value string) {
	if !forProxies(key) {
		return
	}
	m := fixed(origin{object: o, path: at}, func() string { return "annotation " + key + "=" + s.shown(value) })
	m.within = true
	s.take(m, address.Find, key, value)
}

// forProxies reports the annotations that well-known proxies and agents read:
// those below their domains. Anybody may write a link into others.
func forProxies(key string) bool {
	domain, _, _ := strings.Cut(key, "/")
	for _, known := range []string{
		"ambassador.io", "appmesh.k8s.aws", "consul.hashicorp.com", "dapr.io", "datadoghq.com", "envoyproxy.io", "getambassador.io",
		"haproxy.com", "haproxy.org", "haproxy-ingress.github.io", "ingress.kubernetes.io", "istio.io", "jaegertracing.io", "konghq.com",
		"kuma.io", "linkerd.io", "opentelemetry.io", "projectcontour.io", "solo.io", "traefik.io", "vault.hashicorp.com",
	} {
		if domain == known || strings.HasSuffix(domain, "."+known) {
			return true
		}
	}
	return false
}

// doorCalls finds the Services that Ingresses and Gateways ask by themselves, for
// a login for example.
func doorCalls(c *cluster.Cluster, r *redactor) []*Call {
	var out []*Call
	for _, d := range c.Doors {
		if d.Object == nil {
			continue
		}
		s := scan{c: c, w: &cluster.Workload{Object: d.Object}, redactor: r}
		notes := d.Object.Manifest.Meta.Annotations
		for _, key := range sorted(notes) {
			s.annotation(d.Object, []any{"metadata", "annotations", key}, key, notes[key])
		}
		for _, call := range merge(s.calls) {
			call.From, call.Door = nil, d
			out = append(out, call)
		}
	}
	return out
}

// base returns the last element of a path to a program.
func base(program string) string { return path.Base(strings.ReplaceAll(program, `\`, "/")) }
