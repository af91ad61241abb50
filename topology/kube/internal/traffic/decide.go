package traffic

import (
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// ReasonPlaceholder is the Reason of a Refusal whose host is not there yet.
const ReasonPlaceholder = "a placeholder, to be filled in"

// candidate looks up what an address leads to, and keeps it as a call or as a
// refusal.
func (s *scan) candidate(m mention, c address.Candidate) {
	if strings.Contains(c.Host, "$(") {
		return // a reference to nothing: so it is no host at all
	}
	lead := s.c.Resolve(c.Host, s.w.Namespace)
	call := &Call{From: s.w, Confidence: Likely, Evidence: []Evidence{m.evidence(c.Line)}}
	reason := ""
	switch {
	case c.Placeholder:
		reason = ReasonPlaceholder
	case lead.Service != nil:
		reason = s.toService(call, m, c, lead)
	case m.within:
		return
	case lead.External():
		reason = s.toHost(call, m, c)
	default:
		reason = s.toMissing(call, m, c, lead)
	}
	if reason != "" {
		if m.within || reason == reasonUnknown && c.Form == address.Bare {
			return // a link, a word
		}
		what := c.Text
		if m.origin.secret != "" {
			what = ""
		}
		s.refuse(m, c.Line, what, reason)
		return
	}
	if m.origin.shared {
		call.Confidence = Possible
	}
	s.calls = append(s.calls, call)
	if lead.Service != nil {
		s.calls = append(s.calls, s.atOtherPorts(call, c)...)
	}
}

// toService makes a call to a Service, unless there is a reason why not.
func (s *scan) toService(call *Call, m mention, c address.Candidate, lead cluster.Lead) string {
	service := lead.Service
	if s.own(service) {
		return "its own address"
	}
	single := c.Form == address.Bare && !strings.Contains(c.Host, ".")
	if single && c.Meaning != address.Host && c.Meaning != address.Maybe {
		return "the name of a Service, under a name that does not mean a host"
	}
	call.To = Target{Service: service, Pod: lead.Pod}
	wanted := s.port(c)
	port, known := service.Port(wanted)
	switch {
	case known:
		call.Port, call.PortName, call.Known = strconv.Itoa(int(port.Port)), port.Name, true
		call.Confidence = Certain
	case wanted != "" && (c.Port != "" || c.Service != ""):
		call.Port = wanted
		if service.Spec.ExternalName != "" {
			call.Confidence = Certain // whose ports are those of the other host
		}
	case len(service.Spec.Ports) == 1:
		only := service.Spec.Ports[0]
		call.Port, call.PortName, call.Known = strconv.Itoa(int(only.Port)), only.Name, true
	}
	if m.origin.secret != "" && !call.Known {
		call.Port = ""
	}
	if lead.Full && (known || wanted == "") {
		call.Confidence = Certain
	}
	return ""
}

// own reports whether a Service leads to the workload itself and to nothing else.
func (s *scan) own(service *cluster.Service) bool {
	for _, w := range service.Backends {
		if w.Ref != s.w.Ref {
			return false
		}
	}
	return len(service.Backends) > 0
}

// port returns the port that is called: the one written, that of an SRV name, one
// in a variable beside, or that of the scheme.
func (s *scan) port(c address.Candidate) string {
	switch {
	case c.Port != "":
		return c.Port
	case c.Service != "":
		return c.Service
	}
	if port := s.portBeside(c); port != "" {
		return port
	}
	return address.DefaultPort(c.Scheme)
}

// portBeside returns the port in the variable or the flag that belongs to one with
// a host: REDIS_PORT to REDIS_HOST.
func (s *scan) portBeside(c address.Candidate) string {
	if s.env == nil || c.Meaning != address.Host && c.Meaning != address.Maybe || c.Form != address.Bare || c.Key == "" {
		return ""
	}
	stem := address.Stem(c.Key)
	belongs := func(key, value string) bool {
		return isPort(value) && address.MeaningOf(key) == address.Port && address.Stem(key) == stem
	}
	for _, name := range s.env.order {
		if v := s.env.vars[name]; belongs(name, v.value) {
			return v.value
		}
	}
	for _, f := range s.flags {
		if belongs(f.key, f.value) {
			return f.value
		}
	}
	return ""
}

// atOtherPorts returns the calls to further ports of a Service, which variables
// name beside the one with its host: CLICKHOUSE_HTTP_PORT to CLICKHOUSE_HOST.
func (s *scan) atOtherPorts(call *Call, c address.Candidate) []*Call {
	stem := address.Stem(c.Key)
	if s.env == nil || c.Meaning != address.Host || c.Form != address.Bare || stem == "" {
		return nil
	}
	var out []*Call
	for _, name := range s.env.order {
		v := s.env.vars[name]
		of, which := address.SplitPort(name)
		if of != stem || !isPort(v.value) || s.hasHost(stem+"."+which) {
			continue
		}
		if port, known := call.To.Service.Port(v.value); known {
			more := *call
			more.Port, more.PortName, more.Known = itoa(port.Port), port.Name, true
			if more.Confidence != Possible {
				more.Confidence = Certain
			}
			out = append(out, &more)
		}
	}
	return out
}

// hasHost reports whether there is a variable with a host of this stem.
func (s *scan) hasHost(stem string) bool {
	return slices.ContainsFunc(s.env.order, func(name string) bool {
		return address.MeaningOf(name) == address.Host && address.Stem(name) == stem
	})
}

func isPort(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n > 0 && n < 65536 && strconv.Itoa(n) == text
}

// toMissing makes a call to a Service that should be there and is not.
func (s *scan) toMissing(call *Call, m mention, c address.Candidate, lead cluster.Lead) string {
	if c.Meaning == address.Maybe {
		return reasonMaybe
	}
	sure := c.Form == address.URL || c.Form == address.SRV || lead.Full || c.Meaning == address.Host
	if !sure || m.file && c.Form == address.Bare && !lead.Full {
		return reasonUnknown
	}
	if s.ownPod(c.Host, lead) {
		return "one of its own pods"
	}
	if m.origin.secret != "" {
		call.To = Target{Secret: m.origin.secret, Namespace: s.w.Namespace}
		return ""
	}
	call.To = Target{Namespace: lead.Namespace, Name: lead.Name}
	call.Port = s.port(c)
	return ""
}

// Reasons why names are refused that no Service of the manifests answers to.
const (
	reasonMaybe    = "what may be its own name, and no Service is called so"
	reasonUnknown  = "a name that no Service has, and nothing else says that it is a host"
	reasonUncalled = "a host, under a name that does not say that it is called"
)

// ownPod reports whether a host is a pod of the workload itself, behind a Service
// that the manifests lack.
func (s *scan) ownPod(host string, lead cluster.Lead) bool {
	pod, _, _ := strings.Cut(host, ".")
	here := lead.Namespace == s.w.Namespace || strings.Count(host, ".") == 1 // "db-0.db"
	return s.w.Kind == "StatefulSet" && here && cluster.IsPodOf(pod, s.w.Name)
}

// ownDoor returns the Ingress or Gateway by which a host outside leads back to the
// workload itself and to nothing else, or nil.
func (s *scan) ownDoor(host string) *cluster.Door {
	var own *cluster.Door
	for _, d := range s.c.Doors {
		for _, r := range d.Routes {
			if !slices.Contains(r.Hosts, host) {
				continue
			}
			if r.Service == nil || !s.own(r.Service) {
				return nil
			}
			own = d
		}
	}
	return own
}

// isNamedAfter reports whether a key has the name of the program itself and nothing
// else before the word for an address: WIKI_URL of a workload wiki.
func (s *scan) isNamedAfter(key string) bool {
	letters := func(name string) string {
		return strings.Map(func(c rune) rune {
			if c == '.' || '0' <= c && c <= '9' {
				return -1
			}
			return c
		}, address.Stem(name))
	}
	stem := letters(key)
	return stem != "" && (stem == letters(s.w.Name) || stem == letters(s.in.Name))
}

// isDomain reports whether a host is the domain of the cluster, that of its
// Services or of those of a namespace.
func (s *scan) isDomain(host string) bool {
	before, rest, ok := strings.Cut(host, "svc.")
	if ok && strings.Count(before, ".") < 2 && (before == "" || strings.HasSuffix(before, ".")) {
		host = rest
	}
	return host == "cluster.local" || host == s.c.Domain
}

// toHost makes a call to a host outside of the cluster.
func (s *scan) toHost(call *Call, m mention, c address.Candidate) string {
	door := s.ownDoor(c.Host)
	switch {
	case c.Meaning == address.Maybe:
		return reasonMaybe
	case c.Meaning != address.Host && (m.file || c.Form == address.Bare):
		return reasonUncalled
	case s.isNamedAfter(c.Key):
		return "its own address, by the name " + c.Key
	case s.isDomain(c.Host):
		return "the domain of the cluster"
	case door != nil:
		return "its own address, by " + door.Kind + " " + door.Name
	}
	if m.origin.secret != "" {
		call.To = Target{Secret: m.origin.secret, Namespace: s.w.Namespace}
		return ""
	}
	call.To = Target{Host: strings.TrimSuffix(strings.ToLower(c.Host), ".")}
	call.Port = s.port(c)
	return ""
}
