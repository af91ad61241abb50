package address

import (
	"net/netip"
	"strings"
)

// Reasons of refusals that do not depend on the name of the value.
const (
	reasonListen   = "a port to listen on, without a host"
	reasonAny      = "all interfaces, so an address to listen on"
	reasonPort     = "no port after the colon"
	reasonHost     = "no name of a host"
	reasonImage    = "an image"
	reasonPath     = "a path"
	reasonSocket   = "a socket in the file system"
	reasonIdentity = "the identity of a workload"
	reasonPool     = "a pool of the configuration's own"
	reasonBucket   = "a bucket without a host"
	reasonMail     = "an e-mail address"
	reasonMedia    = "a media type"
	reasonAPI      = "an API group or a label"
	reasonVersion  = "a version"
	reasonTime     = "a time or a ratio"
	reasonMAC      = "a MAC address"
	reasonClass    = "the name of a class or package"
	reasonFile     = "the name of a file"
	reasonNumber   = "a number or a duration"
	reasonHash     = "an identifier or a hash"
	reasonSchema   = "the name of a schema"
	reasonProse    = "a link in a text for people"
	reasonThrough  = "a target that another address is asked about, by relabel_configs"
)

// target is an address as it was understood, before anything is said about it.
type target struct {
	host, port        span
	scheme, path      string
	service, protocol string
	form              Form
	text              string
}

// hostPort divides an address into host and port, which is empty where none is
// written. The brackets of an IPv6 address are dropped.
func hostPort(s span) (host, port span, ok bool) {
	if strings.HasPrefix(s.outline, "[") {
		host, rest, closed := s.from(1).cut("]")
		if !closed || rest.raw != "" && rest.raw[0] != ':' {
			return host, port, false
		}
		return host, rest.from(min(1, len(rest.raw))), isIP(host.raw) && validPort(rest)
	}
	if strings.Count(s.outline, ":") > 1 {
		return s, port, isIP(s.raw)
	}
	host, port, found := s.cut(":")
	if found && !validPort(span{":" + port.raw, ":" + port.outline}) {
		return host, port, false
	}
	return host, port, true
}

// validPort tells whether a span is empty, or a colon before a port of 1 to
// 65535 in digits or before a placeholder.
func validPort(s span) bool {
	if s.raw == "" {
		return true
	}
	port := s.from(1)
	if port.blank() {
		return true
	}
	n := 0
	for _, c := range []byte(port.raw) {
		if !isDigit(c) || n > 65535 {
			return false
		}
		n = n*10 + int(c-'0')
	}
	return 1 <= n && n <= 65535
}

// isIP tells whether a text is an IPv4 or IPv6 address.
func isIP(text string) bool {
	_, err := netip.ParseAddr(text)
	return err == nil
}

// isName tells whether a span can be the name of a host by RFC 1123. Underscores
// are let pass, as resolvers do, and holes, which may become anything.
func isName(s span) bool {
	outline := strings.TrimSuffix(s.outline, ".")
	if outline == "" || len(outline) > 253 {
		return false
	}
	label := ""
	for label = range strings.SplitSeq(outline, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return !allDigits(label)
}

// isLabel tells whether a text can stand between the dots of a name.
func isLabel(label string) bool {
	if label == "" || len(label) > 63 && strings.IndexByte(label, hole) < 0 || label[0] == '-' || label[len(label)-1] == '-' {
		return false
	}
	for i := range len(label) {
		if c := label[i]; c != '-' && c != hole && !isWordByte(c) {
			return false
		}
	}
	return true
}

// report says what becomes of an address that was understood.
func (f *finder) report(p place, t target) {
	switch host := t.host.lower(); {
	case host == "":
		f.refuse(p, t, reasonListen)
	case isAny(host):
		f.refuse(p, t, reasonAny)
	case p.meaning == Own, p.meaning == Maybe && t.form == Bare && !isTarget(p.key):
		f.refuse(p, t, reason(p))
	case p.meaning == Other && (t.form == Bare || isClosed(words(p.key))):
		f.refuse(p, t, reason(p))
	case isLoopback(host):
		f.refuse(p, t, ReasonLoopback)
	case !isIP(host) && !isName(t.host):
		f.refuse(p, t, reasonHost)
	default:
		f.accept(p, t)
	}
}

// accept adds a candidate, unless all of it is a placeholder under a name that
// says nothing.
func (f *finder) accept(p place, t target) {
	if t.host.blank() && p.meaning != Host {
		return
	}
	if p.meaning == Maybe && t.form != Bare && isTarget(p.key) {
		p.meaning = Host
	}
	f.candidates = append(f.candidates, Candidate{
		Host: hostName(t.host), Port: portDigits(t.port), Scheme: t.scheme, Service: t.service, Protocol: t.protocol,
		Path: t.path, Form: t.form, Key: p.key, Meaning: p.meaning, Line: p.line, Text: clean(t.text), Placeholder: t.host.open(),
	})
}

// refuse adds a refusal. A port that is none is left out of the text, as it may
// be the beginning of a password.
func (f *finder) refuse(p place, t target, reason string) {
	f.refusals = append(f.refusals, Refusal{
		Text: clean(t.text), Key: p.key, Reason: reason, Host: hostName(t.host), Port: portDigits(t.port),
		Scheme: t.scheme, Form: t.form, Line: p.line,
	})
}

// demote makes refusals of the candidates found since.
func (f *finder) demote(from int, reason string) {
	for _, c := range f.candidates[from:] {
		f.refusals = append(f.refusals, Refusal{Text: c.Text, Key: c.Key, Reason: reason, Host: c.Host,
			Port: c.Port, Scheme: c.Scheme, Form: c.Form, Line: c.Line})
	}
	f.candidates = f.candidates[:from]
}

// hostName is a host as it is looked up.
func hostName(s span) string { return strings.TrimSuffix(s.lower(), ".") }

// portDigits is a port, or "" where it is a placeholder.
func portDigits(s span) string {
	if !allDigits(s.raw) {
		return ""
	}
	return s.raw
}

// isAny tells whether a host stands for every interface.
func isAny(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "*" || host == "+" || err == nil && a.Unmap().IsUnspecified()
}

// isLoopback tells whether a host is the loopback interface, by name as RFC 6761
// reserves it or by number.
func isLoopback(host string) bool {
	host = strings.TrimSuffix(host, ".")
	a, err := netip.ParseAddr(host)
	switch {
	case err == nil:
		return a.Unmap().IsLoopback()
	case host == "localhost", host == "localhost.localdomain", host == "ip6-localhost":
		return true
	}
	return strings.HasSuffix(host, ".localhost")
}

// maxShown is the length of what is shown of a text.
const maxShown = 200

// clean is a text without what may be user information, at most 200 bytes of it.
// Whatever was cut before it comes here, this is the last place.
func clean(text string) string {
	if at := strings.LastIndexByte(text, '@'); at >= 0 && !allDigits(text[:at]) && !strings.HasPrefix(text[at:], "@sha256:") {
		start := 0
		if i := strings.Index(text, "://"); i >= 0 && i < at {
			start = i + len("://")
		}
		text = text[:start] + text[at+1:]
	}
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "…"
	}
	return text
}
