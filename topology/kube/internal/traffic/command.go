package traffic

import (
	"cmp"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/address"
)

// argument is an element of a command or its arguments.
type argument struct {
	// word is "command" or "arg".
	word, written, value string
	origin               origin
}

// commandLine reads the command and the arguments of a container.
func (s *scan) commandLine() {
	var all []argument
	add := func(word, field string, texts []string) {
		for i, text := range texts {
			a := argument{word: word, written: text, origin: origin{object: s.w.Object, path: join(s.in.Path, field, i)}}
			a.value, a.origin.secret = s.env.expand(text)
			all = append(all, a)
		}
	}
	add("command", "command", s.in.Command)
	add("arg", "args", s.in.Args)
	script := scriptOf(all)
	s.flags = flagsOf(all, script, s.program(all))
	s.arguments(all, script)
}

// scriptOf returns the index of the text that a shell is told to run, -1 if there
// is none.
func scriptOf(all []argument) int {
	shell := false
	for i, a := range all {
		if i == 0 || !shell {
			shell = slices.Contains([]string{"sh", "bash", "ash", "dash", "zsh", "busybox"}, base(a.value))
			if !shell && i == 0 && a.word == "command" {
				return -1
			}
			continue
		}
		// -c may be one of several letters: -ec, -lc.
		if letters, ok := strings.CutPrefix(a.value, "-"); ok && strings.HasSuffix(letters, "c") && i+1 < len(all) {
			return i + 1
		}
	}
	return -1
}

// script reads a shell script. The evidence is the line that has the address.
func (s *scan) script(a argument) {
	text, secret := s.env.expandShell(a.value)
	o := a.origin
	o.secret = cmp.Or(o.secret, secret)
	lines := strings.Split(a.written, "\n")
	m := mention{
		origin:  o,
		derived: text != a.value,
		text: func(line int) string {
			return a.word + " " + s.shown(strings.TrimSpace(lines[min(line, len(lines)-1)]))
		},
		source: func(line int) string { return o.object.Manifest.LineSource(line, o.path...) },
		pos:    func(line int) graph.Pos { return o.object.Manifest.LineAt(line, o.path...) },
	}
	s.take(m, func(_, text string) ([]address.Candidate, []address.Refusal) { return address.FindShell(text) }, "", text)
}

// flag is a flag of a command line with its value.
type flag struct {
	key, value string
	// at is the index of the element, and more how many follow that belong to it.
	at, more int
}

// flagsOf returns the flags of a command line that have a value: with an equals
// sign, or in the next element.
func flagsOf(all []argument, script int, program string) []flag {
	var out []flag
	for i := 0; i < len(all); i++ {
		a := all[i]
		if i == script {
			continue
		}
		if key, value, ok := pair(a.value); ok {
			out = append(out, flag{key: key, value: value, at: i})
			continue
		}
		if !strings.HasPrefix(a.value, "-") || i+1 == len(all) || i+1 == script || all[i+1].word != a.word || switches(program, a.value) {
			continue
		}
		next := all[i+1].value
		if _, _, also := pair(next); strings.HasPrefix(next, "-") || also && !strings.Contains(next, "://") {
			continue
		}
		out = append(out, flag{key: a.value, value: next, at: i, more: 1})
		i++
	}
	return out
}

// switches reports flags that are several letters without a value, as those of
// curl and wget.
func switches(program, flag string) bool {
	return len(flag) > 2 && flag[1] != '-' && slices.Contains([]string{"curl", "wget"}, program)
}

// program returns the name of what is run: of the command or, without one, of the
// image.
func (s *scan) program(all []argument) string {
	if len(all) > 0 && all[0].word == "command" {
		return base(all[0].value)
	}
	name, _, _ := strings.Cut(base(s.in.Image), ":")
	return name
}

// arguments reads the elements of a command line.
func (s *scan) arguments(all []argument, script int) {
	taken := make([]bool, len(all))
	program := s.program(all)
	for _, f := range s.flags {
		a, text := all[f.at], s.shownArgument
		taken[f.at], taken[f.at+f.more] = true, true
		if program == "kube-webhook-certgen" && f.key == "host" {
			s.refuse(fixed(a.origin, func() string { return text(a) }), 0, f.value, "a name for a certificate")
			continue
		}
		o := a.origin
		o.secret = cmp.Or(o.secret, all[f.at+f.more].origin.secret)
		s.take(fixed(o, func() string {
			if f.more == 0 {
				return text(a)
			}
			return text(a) + " " + s.shown(all[f.at+1].written)
		}), address.Find, f.key, f.value)
	}
	for i, a := range all {
		switch {
		case i == script:
			s.script(a)
		case !taken[i] && !strings.HasPrefix(a.value, "-"):
			s.take(fixed(a.origin, func() string { return s.shownArgument(a) }), address.Find, "", a.value)
		}
	}
}

func (s *scan) shownArgument(a argument) string { return a.word + " " + s.shown(a.written) }

// pair splits "--flag=value", "-Dname=value" and "name=value".
func pair(text string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(text, "=")
	if !ok {
		return "", "", false
	}
	name := strings.TrimLeft(key, "-")
	if strings.HasPrefix(key, "-D") {
		name = name[1:]
	}
	if name == "" || strings.ContainsAny(name, " \t\n/:?&<>{}\"'") {
		return "", "", false
	}
	return name, value, true
}
