package lint

import (
	"cmp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// wrongCall is what calls have in common that fail for one cause: a Service that
// is not there, or a port that it does not have.
type wrongCall struct {
	to   cluster.Ref
	port string
}

// mention is a place where such a call is written.
type mention struct {
	by *cluster.Object
	traffic.Evidence
	confidence traffic.Confidence
}

// calls finds addresses that lead nowhere.
func (k *checker) calls(t *traffic.Traffic) {
	wrong := make(map[wrongCall][]mention)
	for _, call := range t.Calls {
		by, target := caller(call), wrongCall{}
		code := CodeAddressOfMissingService
		switch {
		case by == nil:
			continue
		case k.calledInVain(by, call):
			target.to = cluster.Ref{Kind: "Service", Namespace: call.To.Namespace, Name: call.To.Name}
		case k.portUnknown(call):
			target, code = wrongCall{call.To.Service.Ref, call.Port}, CodeAddressPortUnknown
		default:
			continue
		}
		if k.silenced(code, by.Manifest) {
			continue
		}
		for _, e := range call.Evidence {
			wrong[target] = append(wrong[target], mention{by, e, call.Confidence})
		}
	}
	for target, all := range wrong {
		slices.SortStableFunc(all, func(a, b mention) int { return comparePos(a.Pos, b.Pos) })
		k.wrongCall(target, all)
	}
}

// caller returns the object that a call is from.
func caller(call *traffic.Call) *cluster.Object {
	if call.From != nil {
		return call.From.Object
	}
	if call.Door != nil {
		return call.Door.Object
	}
	return nil
}

// calledInVain reports whether a call is to a Service that should be in the
// manifests and is not.
func (k *checker) calledInVain(by *cluster.Object, call *traffic.Call) bool {
	to := cluster.Ref{Kind: "Service", Namespace: call.To.Namespace, Name: call.To.Name}
	return call.To.Service == nil && to.Name != "" && !builtIn(to) &&
		(to.Namespace == by.Namespace || k.holdsAny(to.Namespace)) &&
		k.makers.of(to.Namespace, to.Name) == nil
}

// portUnknown reports whether a call is to a port that a Service does not have.
func (k *checker) portUnknown(call *traffic.Call) bool {
	s := call.To.Service
	return s != nil && call.Port != "" && !call.Known && s.Spec.Type != corev1.ServiceTypeExternalName && !k.mayListen(s)
}

func (k *checker) wrongCall(target wrongCall, all []mention) {
	first := all[0]
	f := Finding{Code: CodeAddressOfMissingService, Object: first.by, Pos: first.Pos}
	if target.port != "" {
		f.Code = CodeAddressPortUnknown
		f.Message = ref(target.to) + " has no port " + plain(target.port)
		f.Hint = servicePortHint(k.c.Service(target.to.Namespace, target.to.Name), target.port)
	} else {
		f.Message = ref(target.to) + " does not exist"
		f.Severity = k.unlessNone("Service", target.to.Namespace, Warning)
		f.Hint = k.addressHint(target.to)
	}
	sure := func(m mention) bool { return m.confidence > traffic.Possible }
	if f.Severity == "" && !slices.ContainsFunc(all, sure) {
		f.Severity = Warning
	}
	f.Message += ": " + ref(first.by.Ref) + " calls it, by " + first.Text
	for _, m := range all[1:] {
		f.Related = append(f.Related, Related{m.Pos, ref(m.by.Ref) + " calls it too, by " + m.Text, m.by.Ref})
	}
	k.report(f)
}

// addressHint says which Service could be meant by a missing one, and how it
// would be written.
func (k *checker) addressHint(to cluster.Ref) string {
	if ns := k.elsewhere("Service", to.Namespace, to.Name); ns != "" {
		return "namespace " + plain(ns) + " has a Service of that name: write " + plain(to.Name+"."+ns)
	}
	return cmp.Or(k.serviceHint(to), "add the Service, or mend the address")
}

// placeholders finds names in angle brackets in the addresses of arguments and
// variables. In files they may be filled in when a container starts, as other
// forms are by the kubelet or a shell.
func (k *checker) placeholders(t *traffic.Traffic) {
	found := make(map[string][]mention)
	for _, r := range t.Refusals {
		if r.From == nil || r.Reason != traffic.ReasonPlaceholder || strings.HasPrefix(r.Text, "configmap ") || strings.HasPrefix(r.Text, "annotation ") {
			continue
		}
		name := inBrackets(r.What)
		if name != "" && !k.silenced(CodePlaceholderAddress, r.From.Manifest) {
			found[name] = append(found[name], mention{by: r.From.Object, Evidence: r.Evidence})
		}
	}
	for name, all := range found {
		slices.SortStableFunc(all, func(a, b mention) int { return comparePos(a.Pos, b.Pos) })
		f := Finding{
			Code: CodePlaceholderAddress, Object: all[0].by, Pos: all[0].Pos,
			Message: plain(name) + " is a placeholder in an address of " + ref(all[0].by.Ref),
			Hint:    "fill in the name of a Service",
		}
		for _, m := range all[1:] {
			f.Related = append(f.Related, Related{m.Pos, ref(m.by.Ref) + " has it too", m.by.Ref})
		}
		k.report(f)
	}
}

// inBrackets returns the first name in angle brackets with these, or "".
func inBrackets(text string) string {
	_, after, _ := strings.Cut(text, "<")
	name, _, closed := strings.Cut(after, ">")
	odd := func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	if !closed || name == "" || strings.ContainsFunc(name, odd) {
		return ""
	}
	return "<" + name + ">"
}
