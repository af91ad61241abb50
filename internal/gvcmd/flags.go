package gvcmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/render/layout/graphviz"
)

// stdio names the standard input and output.
const stdio = "-"

// job is one output.
type job struct{ format, file string }

type options struct {
	engine        string
	jobs          []job
	files         []string
	help, version bool
}

// errUsage is found in errors of the command line.
var errUsage = errors.New("usage")

type badUsage struct{ error }

// Is makes every badUsage an errUsage.
func (badUsage) Is(target error) bool { return target == errUsage }

func usageError(format string, args ...any) error { return badUsage{fmt.Errorf(format, args...)} }

// parse reads a command line as dot does: values follow their letter directly
// or as the next argument, and every -T begins an output, which an -o beside it
// sends to a file.
func parse(args []string) (*options, error) {
	opt := &options{engine: "dot"}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if len(arg) < 2 || arg[0] != '-' {
			opt.files = append(opt.files, arg)
			continue
		}
		letter, value := arg[1], arg[2:]
		if strings.IndexByte("TKo", letter) >= 0 && value == "" {
			if len(args) == 0 {
				return nil, usageError("the flag -%c lacks its value", letter)
			}
			value, args = args[0], args[1:]
		}
		if err := opt.set(arg, letter, value); err != nil {
			return nil, err
		}
	}
	return opt, opt.finish()
}

func (o *options) set(arg string, letter byte, value string) error {
	switch {
	case letter == 'T':
		o.addJob(func(j *job) *string { return &j.format }, value)
	case letter == 'o':
		o.addJob(func(j *job) *string { return &j.file }, value)
	case letter == 'K':
		o.engine = value
	case arg == "-V":
		o.version = true
	case arg == "-?" || arg == "-h" || arg == "--help":
		o.help = true
	default:
		return usageError("the flag %s is not supported", arg)
	}
	return nil
}

// addJob sets a field of the last output or, if that has it already, of a new
// one.
func (o *options) addJob(field func(*job) *string, value string) {
	if n := len(o.jobs); n == 0 || *field(&o.jobs[n-1]) != "" {
		o.jobs = append(o.jobs, job{})
	}
	*field(&o.jobs[len(o.jobs)-1]) = value
}

// finish fills in what was left out, as dot does: the format of the output
// before or dot, and the standard output.
func (o *options) finish() error {
	if o.help || o.version {
		return nil
	}
	if len(o.jobs) == 0 {
		o.jobs = []job{{}}
	}
	format := "dot"
	for i := range o.jobs {
		j := &o.jobs[i]
		if j.format == "" {
			j.format = format
		}
		if j.file == "" {
			j.file = stdio
		}
		format = j.format
		if err := checkFormat(format); err != nil {
			return err
		}
	}
	if !slices.Contains(graphviz.Engines(), o.engine) {
		return usageError("there is no layout engine %q: use one of %s", o.engine, strings.Join(graphviz.Engines(), " "))
	}
	return nil
}

func checkFormat(format string) error {
	switch {
	case slices.Contains(graphviz.Formats(), format):
		return nil
	case slices.Contains([]string{"png", "jpg", "jpeg", "jpe", "gif", "bmp", "webp"}, format):
		return usageError("format %q is refused, because it would be drawn wrong: use svg", format)
	}
	return usageError("format %q is not supported: use one of %s", format, strings.Join(graphviz.Formats(), " "))
}

func usage() string {
	return `Usage: ` + name + ` [-V?] [-Kengine] [-Tformat [-ofile]]... [file]...

Lays out graphs in the DOT language with the Graphviz inside this program.
Without files it reads the standard input, without -o it writes to the
standard output.

  -Kv      use the layout engine v: ` + strings.Join(graphviz.Engines(), " ") + `
  -Tv      write the format v: ` + strings.Join(graphviz.Formats(), " ") + `
  -ofile   write to a file, whole or not at all
  -V       print the version
  -?       print this

  echo 'digraph { a -> b }' | ` + name + ` -Tsvg

Machine code is kept in the folder go-graphviz in the temporary folder. Where
others can write to that, set TMPDIR to a folder of your own.
`
}
