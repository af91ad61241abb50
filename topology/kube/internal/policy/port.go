package policy

import (
	"cmp"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// destination is what a connection goes to.
type destination struct {
	protocol corev1.Protocol
	// numbers are those that the port may have; none is a port that is not known.
	numbers []int32
	// declared are the ports of the target's containers.
	declared []corev1.ContainerPort
}

// destination returns what a connection to an end goes to.
func (e *end) destination(port, protocol string) destination {
	d := destination{protocol: cmp.Or(corev1.Protocol(protocol), corev1.ProtocolTCP), declared: e.ports}
	if number, err := strconv.ParseInt(port, 10, 32); err == nil {
		d.numbers = []int32{int32(number)}
	} else if port != "" {
		d.numbers = d.named(port)
	}
	return d
}

// named returns the numbers of the target's ports with a name, of the protocol.
func (d *destination) named(name string) []int32 {
	var out []int32
	for _, p := range d.declared {
		if p.Name == name && cmp.Or(p.Protocol, corev1.ProtocolTCP) == d.protocol {
			out = append(out, p.ContainerPort)
		}
	}
	return out
}

// matches reports whether a rule's port is the destination's. A name is that of a
// port of the target's containers, also for egress, and allows nothing where they
// declare no such port.
func (d destination) matches(p networkingv1.NetworkPolicyPort) bool {
	switch {
	case protocolOf(p) != d.protocol:
		return false
	case p.Port == nil:
		return true
	case p.Port.Type == intstr.String:
		numbers := d.named(p.Port.StrVal)
		return len(numbers) > 0 && d.has(func(n int32) bool { return slices.Contains(numbers, n) })
	}
	first, last := span(p)
	return d.has(func(n int32) bool { return first <= n && n <= last })
}

// has reports whether one of the numbers that the port may have is wanted.
func (d *destination) has(wanted func(int32) bool) bool {
	return len(d.numbers) == 0 || slices.ContainsFunc(d.numbers, wanted)
}

// protocolOf returns the protocol of a rule's port.
func protocolOf(p networkingv1.NetworkPolicyPort) corev1.Protocol {
	if p.Protocol == nil {
		return corev1.ProtocolTCP
	}
	return cmp.Or(*p.Protocol, corev1.ProtocolTCP)
}

// span returns the first and the last number of a rule's port.
func span(p networkingv1.NetworkPolicyPort) (first, last int32) {
	first = p.Port.IntVal
	if p.EndPort == nil {
		return first, first
	}
	return first, *p.EndPort
}
