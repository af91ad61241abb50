package traffic

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

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
		reason = "a placeholder, to be filled in"
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
		what := c.Text
		if m.origin.secret {
			what = ""
		}
		s.refuse(m, c.Line, what, reason)
		return
	}
	if m.origin.shared {
		call.Confidence = Possible
	}
	s.calls = append(s.calls, call)
}

// toService makes a call to a Service, unless there is a reason why not.
func (s *scan) toService(call *Call, m mention, c address.Candidate, lead cluster.Lead) string {
	service := lead.Service
	if s.own(service) {
		return "its own address"
	}
	single := c.Form == address.Bare && !strings.Contains(c.Host, ".")
	if single && c.Meaning != address.Host {
		if m.within {
			return ""
		}
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
	if m.origin.secret && !call.Known {
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
	if s.env == nil || c.Meaning != address.Host || c.Form != address.Bare || c.Key == "" {
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

func isPort(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n > 0 && n < 65536 && strconv.Itoa(n) == text
}

// toMissing makes a call to a Service that should be there and is not.
func (s *scan) toMissing(call *Call, m mention, c address.Candidate, lead cluster.Lead) string {
	sure := c.Form == address.URL || c.Form == address.SRV || lead.Full || c.Meaning == address.Host
	if !sure || m.file && c.Form == address.Bare && !lead.Full {
		return "no Service is called so, and nothing else says that it is a host"
	}
	if s.w.Kind == "StatefulSet" && lead.Namespace == s.w.Namespace && cluster.IsPodOf(lead.Name, s.w.Name) {
		return "one of its own pods"
	}
	if m.origin.secret {
		call.To = Target{Secret: m.origin.name, Namespace: s.w.Namespace}
		return ""
	}
	call.To = Target{Namespace: lead.Namespace, Name: lead.Name}
	call.Port = s.port(c)
	return ""
}

// toHost makes a call to a host outside of the cluster.
func (s *scan) toHost(call *Call, m mention, c address.Candidate) string {
	if c.Meaning != address.Host && (m.file || c.Form == address.Bare) {
		return "a host, under a name that does not say that it is called"
	}
	if m.origin.secret {
		call.To = Target{Secret: m.origin.name, Namespace: s.w.Namespace}
		return ""
	}
	call.To = Target{Host: strings.TrimSuffix(strings.ToLower(c.Host), ".")}
	call.Port = s.port(c)
	return ""
}
