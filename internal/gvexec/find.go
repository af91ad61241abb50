package gvexec

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// commandName is the command that comes with topodraw.
const commandName = "topodraw-graphviz"

// Places say where to look for a command.
type Places struct {
	// Executable is the path of the running program, beside which
	// topodraw-graphviz may lie; empty is nowhere.
	Executable string
	// Look finds a program by its name, as [exec.LookPath] does.
	Look func(name string) (string, error)
	// Cache is the folder for the user's caches, in which a private one is
	// made; empty is none.
	Cache string
	// Environ is the environment that the command gets, but for the temporary
	// folder.
	Environ []string
}

// SystemPlaces returns the places of this process: its own file, PATH, the
// user's cache folder and the environment. It is meant for the command line
// alone, which is where a program may look at those.
func SystemPlaces() Places {
	p := Places{Look: exec.LookPath, Environ: os.Environ()}
	if exe, err := os.Executable(); err == nil {
		p.Executable = exe
	}
	if cache, err := os.UserCacheDir(); err == nil {
		p.Cache = cache
	}
	return p
}

// Find is the [Finder] of the places: topodraw-graphviz beside the program,
// then on PATH, then the dot of the system. It makes the private folder if that
// is missing. Where the user has no cache folder, or none that can be written,
// the command gets a private folder of its own, which is removed after it.
func (p Places) Find() (Command, error) {
	path, err := p.lookUp()
	if err != nil {
		return Command{}, err
	}
	private := filepath.Join(p.Cache, "topodraw", "graphviz")
	if p.Cache != "" && makePrivate(private) == nil {
		return Command{Path: path, Env: withTemp(p.Environ, private)}, nil
	}
	private, err = os.MkdirTemp("", "topodraw-graphviz-")
	if err != nil {
		return Command{}, fmt.Errorf("a private folder for Graphviz: %w", err)
	}
	done := func() { _ = os.RemoveAll(private) } // what is left is the system's to clean up
	return Command{Path: path, Env: withTemp(p.Environ, private), Done: done}, nil
}

func (p Places) lookUp() (string, error) {
	if p.Executable != "" {
		beside := filepath.Join(filepath.Dir(p.Executable), commandName+exeSuffix())
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
			return beside, nil
		}
	}
	for _, name := range []string{commandName, "dot"} {
		if path, err := p.Look(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoGraphviz
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// withTemp returns an environment with another temporary folder. Graphviz keeps
// machine code in there, so it must be one that nobody else can write to.
func withTemp(environ []string, dir string) []string {
	names := []string{"TMPDIR", "TMP", "TEMP"}
	environ = slices.DeleteFunc(slices.Clone(environ), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
	})
	for _, n := range names {
		environ = append(environ, n+"="+dir)
	}
	return environ
}

// makePrivate makes a folder that is the user's own, or checks that it is.
func makePrivate(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() || !isPrivate(info) {
		return fmt.Errorf("%s is not a folder for this user alone: remove it, or give it the mode 0700", dir)
	}
	return nil
}
