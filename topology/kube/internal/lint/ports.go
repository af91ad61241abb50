package lint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// servicePorts finds ports of a Service that the API server refuses.
func (k *checker) servicePorts(s *cluster.Service) {
	type number struct {
		port     int32
		protocol corev1.Protocol
	}
	numbers, names := make(map[number]int), make(map[string]int)
	for i, p := range s.Spec.Ports {
		n := number{p.Port, protocolOf(p)}
		first, twice := numbers[n]
		switch {
		case twice:
			k.portTwice(s, i, first, "port", strconv.Itoa(int(p.Port))+"/"+string(n.protocol))
		case p.Name != "":
			if first, twice := names[p.Name]; twice {
				k.portTwice(s, i, first, "name", plain(p.Name))
			}
		}
		if _, ok := names[p.Name]; !ok {
			names[p.Name] = i
		}
		if !twice {
			numbers[n] = i
		}
	}
	if first, unnamed := names[""]; unnamed && len(s.Spec.Ports) > 1 {
		k.report(Finding{
			Code: CodePortNameMissing, Object: s.Object, Pos: s.At("spec", "ports", first),
			Message: "a port of a Service with several ports must have a name",
			Hint:    "for example http, grpc or metrics",
		})
	}
}

func (k *checker) portTwice(s *cluster.Service, i, first int, key, what string) {
	at := s.At("spec", "ports", first, key)
	k.report(Finding{
		Code: CodeDuplicatePort, Object: s.Object, Pos: s.At("spec", "ports", i, key),
		Message: "the Service has the " + key + " " + what + " twice",
		Related: []Related{{at, "the first one", s.Ref}},
	})
}

func protocolOf(p corev1.ServicePort) corev1.Protocol {
	return cmp.Or(p.Protocol, corev1.ProtocolTCP)
}

// The node ports that a cluster hands out by default. See
// https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
const (
	firstNodePort = 30000
	lastNodePort  = 32767
)

// nodePort is a node port with where it is given.
type nodePort struct {
	service *cluster.Service
	path    []any
}

// nodePorts finds node ports that a cluster does not hand out, or not twice. Of
// two the second in the order of the files is at fault.
func (k *checker) nodePorts() {
	given := make(map[string][]nodePort)
	for _, s := range k.c.Services {
		for i, p := range s.Spec.Ports {
			at := nodePort{s, []any{"spec", "ports", i, "nodePort"}}
			if p.NodePort == 0 {
				continue
			}
			if p.NodePort < firstNodePort || p.NodePort > lastNodePort {
				k.report(Finding{
					Code: CodeNodePortOutOfRange, Object: s.Object, Pos: s.At(at.path...),
					Message: "the node port " + strconv.Itoa(int(p.NodePort)) + " is out of range",
					Hint:    "node ports are from 30000 to 32767; without nodePort the cluster chooses one",
				})
			}
			key := strconv.Itoa(int(p.NodePort)) + "/" + string(protocolOf(p))
			given[key] = append(given[key], at)
		}
	}
	for _, key := range sortedKeys(given) {
		all := given[key]
		slices.SortStableFunc(all, func(a, b nodePort) int {
			return comparePos(a.service.At(a.path...), b.service.At(b.path...))
		})
		first := all[0].service
		for _, p := range all[1:] {
			k.report(Finding{
				Code: CodeNodePortTaken, Object: p.service.Object, Pos: p.service.At(p.path...),
				Message: "the node port " + key + " is that of " + ref(first.Ref) + " already",
				Hint:    "take another, or leave nodePort out and the cluster chooses one",
				Related: []Related{{first.At(all[0].path...), "taken here", first.Ref}},
			})
		}
	}
}

// targets finds ports of a Service that lead to none of its pods'.
func (k *checker) targets(s *cluster.Service) {
	for i, p := range s.Spec.Ports {
		want := p.TargetPort.String()
		if p.TargetPort.Type == intstr.Int && p.TargetPort.IntVal == 0 {
			want = strconv.Itoa(int(p.Port))
		}
		if !slices.ContainsFunc(s.Backends, func(w *cluster.Workload) bool { return declares(w, want) }) {
			k.target(s, i, want, p.TargetPort.Type == intstr.String)
		}
	}
}

// target reports a port that no container declares. A named one leads nowhere;
// a number is found anyway, if something listens there, so it counts only where
// the containers do declare ports.
func (k *checker) target(s *cluster.Service, i int, want string, named bool) {
	f := Finding{
		Code: CodePortNotInContainer, Object: s.Object, Pos: at(s.Object, []any{"spec", "ports", i}, []any{"targetPort"}, []any{"port"}),
		Message: "no container of " + refs(s.Backends) + " has a port " + plain(want),
	}
	if named {
		f.Message = "no container of " + refs(s.Backends) + " has a port with the name " + plain(want)
	}
	declared := declaredPorts(s.Backends)
	switch {
	case named && slices.ContainsFunc(s.Backends, injected):
		f.Severity = Note
	case named:
	case len(declared) == 0:
		return
	case s.Headless() || slices.ContainsFunc(s.Backends, declaresNothing):
		f.Severity = Note
	default:
		f.Severity = Warning
	}
	f.Hint = portHint(want, declared)
	k.report(f)
}

func refs(all []*cluster.Workload) string {
	var out []string
	for _, w := range all {
		out = append(out, ref(w.Ref))
	}
	return list(out)
}

// portHint names the ports that there are.
func portHint(want string, there []corev1.ContainerPort) string {
	var names, all []string
	for _, p := range there {
		shown := strconv.Itoa(int(p.ContainerPort))
		if p.Name != "" {
			names = append(names, p.Name)
			shown = plain(p.Name) + " (" + shown + ")"
		}
		if !slices.Contains(all, shown) {
			all = append(all, shown)
		}
	}
	switch {
	case len(all) == 0:
		return "the containers declare no ports"
	case nearest(want, names) != "":
		return didYouMean(nearest(want, names))
	}
	return "the containers have " + list(all)
}

// running returns the containers that run as long as the pod does.
func running(w *cluster.Workload) []cluster.Container {
	return slices.DeleteFunc(w.Containers(), func(c cluster.Container) bool { return c.Init })
}

func declares(w *cluster.Workload, want string) bool {
	return slices.ContainsFunc(declaredPorts([]*cluster.Workload{w}), func(p corev1.ContainerPort) bool {
		return p.Name == want && want != "" || strconv.Itoa(int(p.ContainerPort)) == want
	})
}

func declaredPorts(all []*cluster.Workload) []corev1.ContainerPort {
	var out []corev1.ContainerPort
	for _, w := range all {
		for _, c := range running(w) {
			out = append(out, c.Ports...)
		}
	}
	return out
}

// declaresNothing reports whether a container of a workload says nothing of its
// ports, so that it may listen on any.
func declaresNothing(w *cluster.Workload) bool {
	return slices.ContainsFunc(running(w), func(c cluster.Container) bool { return len(c.Ports) == 0 })
}

// injected reports whether a mesh or an agent adds containers to the pods.
func injected(w *cluster.Workload) bool {
	inject := func(key string) bool { return strings.Contains(key, "inject") }
	return slices.ContainsFunc(sortedKeys(w.Annotations), inject) || slices.ContainsFunc(sortedKeys(w.Labels), inject)
}
