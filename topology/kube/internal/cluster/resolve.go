package cluster

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Lead is what a host name leads to: a Service, a name that should be one of the
// cluster's and is not, or a host outside of it.
type Lead struct {
	// Service is nil where there is none.
	Service *Service
	// Pod is the pod of the Service that the name is about; it may be empty.
	Pod string
	// Namespace and Name are what a missing Service would be called; empty for a
	// host outside.
	Namespace, Name string
	// Full says that the name was one of the cluster's beyond doubt: it had the
	// "svc" of its domain in it.
	Full bool
}

// External reports whether the host is outside of the cluster.
func (l Lead) External() bool { return l.Service == nil && l.Name == "" }

// Resolve returns what a host leads to for a pod of a namespace: as its resolver
// would find it, by the namespace first, then the cluster's domain. See
// https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
func (c *Cluster) Resolve(host, namespace string) Lead {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if addr, err := netip.ParseAddr(host); err == nil {
		return Lead{Service: c.byIP[addr.String()]}
	}
	labels := strings.Split(host, ".")
	if name, domain, ok := inDomain(labels); ok {
		return c.full(name, domain)
	}
	switch n := len(labels); n {
	case 1:
		return c.lead(namespace, labels[0], "")
	case 2:
		if s := c.Service(labels[1], labels[0]); s != nil {
			return Lead{Service: s}
		}
		if s := c.Service(namespace, labels[1]); s != nil && s.hasPod(labels[0]) {
			return Lead{Service: s, Pod: labels[0]}
		}
	case 3:
		if s := c.Service(labels[2], labels[1]); s != nil && s.hasPod(labels[0]) {
			return Lead{Service: s, Pod: labels[0]}
		}
	}
	return c.missing(host, labels)
}

// defaultDomain is the domain of clusters that are given no other.
const defaultDomain = "cluster.local"

// inDomain returns the part of a name before the "svc" of a cluster's domain, and
// the domain, which is empty where the name ends in "svc".
func inDomain(labels []string) (name []string, domain string, ok bool) {
	// The last "svc" with two names before it: a Service may be called so.
	for i := len(labels) - 1; i >= 2; i-- {
		if labels[i] == "svc" {
			return labels[:i], strings.Join(labels[i+1:], "."), true
		}
	}
	return nil, "", false
}

// full returns what a name with its namespace leads to. In the domain of another
// cluster it is outside.
func (c *Cluster) full(name []string, domain string) Lead {
	n := len(name)
	lead := c.lead(name[n-1], name[n-2], strings.Join(name[:n-2], "."))
	lead.Full = true
	switch {
	case domain == "" || domain == c.Domain:
		return lead
	case c.Domain == "" && (domain == defaultDomain || lead.Service != nil):
		return lead
	}
	return Lead{}
}

func (c *Cluster) lead(namespace, name, pod string) Lead {
	// SRV names of ports are in front: _grpc._tcp.
	if strings.HasPrefix(pod, "_") {
		pod = ""
	}
	if s := c.Service(namespace, name); s != nil {
		return Lead{Service: s, Pod: pod}
	}
	if namespace == "default" && name == "kubernetes" {
		return Lead{} // the API server, which every cluster has
	}
	return Lead{Namespace: namespace, Name: name}
}

// missing tells a Service that there is not from a host outside: a name in a
// namespace that is known, or below no top-level domain of the internet.
func (c *Cluster) missing(host string, labels []string) Lead {
	n := len(labels)
	if n > 3 {
		return Lead{}
	}
	namespace, name := labels[n-1], labels[n-2]
	if c.known[namespace] || !onInternet(host) && !private(namespace) && n == 2 {
		return Lead{Namespace: namespace, Name: name}
	}
	return Lead{}
}

func onInternet(host string) bool {
	suffix, icann := publicsuffix.PublicSuffix(host)
	return icann || strings.Contains(suffix, ".")
}

// private reports the top-level names that networks use for their own hosts; see
// RFC 2606, RFC 6762 and RFC 8375.
func private(name string) bool {
	return slices.Contains([]string{"local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "test", "example", "invalid", "arpa"}, name)
}

// hasPod reports whether a pod of the Service has a name of its own on the
// network: one of a StatefulSet, or one that says so.
func (s *Service) hasPod(name string) bool {
	for _, w := range s.Backends {
		if w.Spec.Hostname == name && name != "" {
			return true
		}
		if w.Kind == "StatefulSet" && IsPodOf(name, w.Name) {
			return true
		}
	}
	return false
}

// IsPodOf reports whether a name is that of a pod of a StatefulSet: its own and a
// number.
func IsPodOf(name, set string) bool {
	number, ok := strings.CutPrefix(name, set+"-")
	_, err := strconv.ParseUint(number, 10, 32)
	return ok && err == nil
}
