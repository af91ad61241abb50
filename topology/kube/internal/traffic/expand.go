package traffic

import (
	"cmp"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// variable is an environment variable of a container.
type variable struct {
	name string
	// written is the value as the manifest has it, value with the references in
	// it replaced.
	written, value string
	origin         origin
}

// origin is where a text comes from.
type origin struct {
	// kind, name and key are those of a ConfigMap or a Secret; kind is empty for
	// a text of the workload's own.
	kind, name, key string
	object          *cluster.Object
	path            []any
	// shared says that several workloads have it, and that nothing shows which of
	// them uses it.
	shared bool
	// secret names the Secret of which something is in the text.
	secret string
}

// environment is the variables of a container by name.
type environment struct {
	s    *scan
	vars map[string]variable
	// order is that of the names.
	order []string
}

func (e *environment) set(v variable) {
	if _, again := e.vars[v.name]; !again {
		e.order = append(e.order, v.name)
	}
	e.vars[v.name] = v
}

// environment returns the variables of a container as the kubelet makes them:
// those from whole ConfigMaps and Secrets first, then the single ones, which may
// refer to what is before them.
func (s *scan) environment(c cluster.Container) *environment {
	e := &environment{s: s, vars: make(map[string]variable)}
	for _, from := range c.EnvFrom {
		s.wholeSource(e, from)
	}
	for i, v := range c.Env {
		e.set(s.variable(e, c, i, v))
	}
	return e
}

func (s *scan) wholeSource(e *environment, from corev1.EnvFromSource) {
	switch {
	case from.ConfigMapRef != nil:
		m, o := s.c.ConfigMap(s.w.Namespace, from.ConfigMapRef.Name)
		if m == nil {
			return
		}
		for _, key := range sorted(m.Data) {
			e.set(variable{from.Prefix + key, m.Data[key], m.Data[key], origin{
				kind: "ConfigMap", name: m.Name, key: key, object: o, path: []any{"data", key}, shared: s.shared[o.Ref] > 1}})
		}
	case from.SecretRef != nil:
		m, o := s.c.Secret(s.w.Namespace, from.SecretRef.Name)
		if m == nil {
			return
		}
		for _, key := range sorted(m.Data) {
			text := string(m.Data[key])
			e.set(variable{from.Prefix + key, "", text, origin{
				kind: "Secret", name: m.Name, key: key, object: o, path: secretPath(o, key), secret: m.Name, shared: s.shared[o.Ref] > 1}})
		}
	}
}

func (s *scan) variable(e *environment, c cluster.Container, i int, v corev1.EnvVar) variable {
	out := variable{name: v.Name, written: v.Value, origin: origin{object: s.w.Object, path: join(c.Path, "env", i)}}
	if v.ValueFrom == nil {
		out.value, out.origin.secret = e.expand(v.Value)
		return out
	}
	switch from := v.ValueFrom; {
	case from.ConfigMapKeyRef != nil:
		ref := from.ConfigMapKeyRef
		if m, _ := s.c.ConfigMap(s.w.Namespace, ref.Name); m != nil {
			out.written, out.value = m.Data[ref.Key], m.Data[ref.Key]
		}
		out.origin.kind, out.origin.name, out.origin.key = "ConfigMap", ref.Name, ref.Key
	case from.SecretKeyRef != nil:
		ref := from.SecretKeyRef
		if m, _ := s.c.Secret(s.w.Namespace, ref.Name); m != nil {
			out.value = string(m.Data[ref.Key])
		}
		out.origin.kind, out.origin.name, out.origin.key, out.origin.secret = "Secret", ref.Name, ref.Key, ref.Name
	case from.FieldRef != nil:
		out.value = s.field(from.FieldRef.FieldPath)
		out.origin.kind = "field"
	}
	return out
}

// field returns what a field of the pod would be, as far as a manifest can tell.
// The name of a pod is one that resolves to the workload itself.
func (s *scan) field(name string) string {
	switch name {
	case "metadata.namespace":
		return s.w.Namespace
	case "metadata.name":
		if s.w.Kind == "Pod" {
			return s.w.Name
		}
		return s.w.Name + "-0"
	case "spec.serviceAccountName":
		return s.w.Spec.ServiceAccountName
	}
	return ""
}

// maxExpanded is the length of a text up to which references in it are
// replaced: each could double it.
const maxExpanded = 1 << 20

// reference reads what follows a dollar sign: the value that it stands for, the
// Secret that this is from, and the rest of the text; ok is false if it is no
// reference with a value.
type reference func(after string) (value, secret, rest string, ok bool)

// replace puts values in the place of references, and names the last Secret that
// something came in from.
func replace(text string, next reference) (replaced, secret string) {
	if !strings.Contains(text, "$") {
		return text, ""
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "$")
		b.WriteString(before)
		if !found || b.Len() > maxExpanded {
			return b.String(), secret
		}
		value, from, rest, ok := next(after)
		if !ok {
			b.WriteByte('$')
			text = after
			continue
		}
		b.WriteString(value)
		secret, text = cmp.Or(from, secret), rest
	}
}

// expand replaces $(NAME) as the kubelet does: $$ is a dollar sign, and what has
// no value stays as it is. It names the Secret that something came in from. See
// https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
func (e *environment) expand(text string) (expanded, secret string) {
	return replace(text, func(after string) (value, secret, rest string, ok bool) {
		if strings.HasPrefix(after, "$") {
			return "$", "", after[1:], true
		}
		inner, opened := strings.CutPrefix(after, "(")
		name, rest, closed := strings.Cut(inner, ")")
		if !opened || !closed {
			return "", "", "", false
		}
		value, secret, ok = e.lookup(name)
		return value, secret, rest, ok
	})
}

// expandShell replaces $NAME, ${NAME} and ${NAME:-default} as a shell does.
func (e *environment) expandShell(text string) (expanded, secret string) {
	return replace(text, func(after string) (value, secret, rest string, ok bool) {
		name, otherwise, rest := shellName(after)
		value, secret, ok = e.lookup(name)
		if !ok {
			value = otherwise
		}
		return value, secret, rest, name != "" && (ok || otherwise != "")
	})
}

// shellName splits what follows a dollar sign into the name of a variable, the
// value for want of one, and the rest.
func shellName(text string) (name, otherwise, rest string) {
	if inner, ok := strings.CutPrefix(text, "{"); ok {
		inside, rest, closed := strings.Cut(inner, "}")
		name = inside[:wordLen(inside)]
		if !closed || name == "" {
			return "", "", text
		}
		otherwise = strings.TrimLeft(strings.TrimPrefix(inside[len(name):], ":"), "-=")
		return name, otherwise, rest
	}
	n := wordLen(text)
	return text[:n], "", text[n:]
}

// wordLen returns the length of the name of a variable at the start of a text.
func wordLen(text string) int {
	n := 0
	for n < len(text) && (text[n] == '_' || isLetter(text[n]) || n > 0 && '0' <= text[n] && text[n] <= '9') {
		n++
	}
	return n
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// lookup returns the value of a variable, with the Secret it is from: of the container's own, or one that
// every pod has for the Services of its namespace.
func (e *environment) lookup(name string) (value, secret string, ok bool) {
	if v, ok := e.vars[name]; ok {
		return v.value, v.origin.secret, true
	}
	value, ok = e.s.serviceVariable(name)
	return value, "", ok
}

// serviceVariable returns the variables that say where the Services of a
// namespace are. The address is given by name, as no manifest has it. See
// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
func (s *scan) serviceVariable(name string) (string, bool) {
	if prefix, ok := strings.CutSuffix(name, "_SERVICE_HOST"); ok {
		if service := s.byVariable(prefix); service != nil {
			return service.Name, true
		}
	}
	prefix, port, ok := strings.Cut(name, "_SERVICE_PORT")
	if !ok {
		return "", false
	}
	service := s.byVariable(prefix)
	if service == nil {
		return "", false
	}
	for _, p := range service.Spec.Ports {
		if port == "" || port == "_"+asVariable(p.Name) {
			return itoa(p.Port), true
		}
	}
	return "", false
}

func (s *scan) byVariable(prefix string) *cluster.Service {
	if links := s.w.Spec.EnableServiceLinks; links != nil && !*links {
		return nil
	}
	name := strings.ToLower(strings.ReplaceAll(prefix, "_", "-"))
	if service := s.c.Service(s.w.Namespace, name); service != nil && asVariable(name) == prefix {
		return service
	}
	return nil
}

func asVariable(name string) string { return strings.ToUpper(strings.ReplaceAll(name, "-", "_")) }
