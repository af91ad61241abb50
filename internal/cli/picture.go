package cli

import (
	"context"
	"errors"
	"io"
	"math"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/pflag"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render"
)

// pictureFlags are the flags for what pictures look like, as they were given.
type pictureFlags struct {
	mode       string
	scale      float64
	background string
	// given reports whether a flag is there, though its value may be the usual.
	given func(flag string) bool
}

const defaultScale = 2

// modes returns the names of the modes, the default first.
func modes() []string { return []string{"auto", "light", "dark"} }

func (f *pictureFlags) define(fs *pflag.FlagSet) {
	f.given = fs.Changed
	fs.StringVar(&f.mode, "mode", modes()[0], "`MODE` of pictures: "+list(modes())+"; SVG in auto follows its reader, PNG is light")
	fs.Float64Var(&f.scale, "scale", defaultScale, "`FACTOR` by which PNG is larger than the drawing")
	fs.StringVar(&f.background, "background", "", "`COLOR` behind PNG, instead of the theme's; none leaves it out")
}

// picture is what the flags for pictures ask for.
type picture struct {
	mode render.Mode
	png  render.PNGOptions
}

// picture checks the flags. Those that no output would heed are refused.
func (p *Process) picture(f *pictureFlags, outs []outputTo) (picture, error) {
	var want picture
	some := func(is func(format) bool) bool {
		return slices.ContainsFunc(outs, func(o outputTo) bool { return is(o.format) })
	}
	isBinary := func(x format) bool { return x.binary }
	if f.given("mode") && !some(func(x format) bool { return x.modes }) {
		return want, usagef("--mode is for pictures, and no output is one")
	}
	for _, flag := range []string{"scale", "background"} {
		if f.given(flag) && !some(isBinary) {
			return want, usagef("--%s is for PNG, and no output is PNG", flag)
		}
	}
	mode := slices.Index(modes(), f.mode)
	if mode < 0 {
		return want, unknown("mode", f.mode, modes())
	}
	if !(f.scale > 0) || math.IsInf(f.scale, 0) {
		return want, usagef("--scale %v: a factor is a number above 0", f.scale)
	}
	if f.background != "" {
		if _, err := graph.ParseColor(f.background); err != nil {
			return want, usagef("--background: %v", err)
		}
	}
	want.mode = []render.Mode{render.Auto, render.Light, render.Dark}[mode]
	if some(isBinary) {
		want.png = render.PNGOptions{Scale: f.scale, Background: f.background, FontFolders: p.fontFolders()}
	}
	return want, nil
}

// spareTerminal refuses to write what is not text to a terminal.
func (p *Process) spareTerminal(path string, f format) error {
	if f.binary && p.StdoutTerminal && isStdout(path) {
		return usagef("%s is not text that a terminal could show: name a file with --output, or send it on, as in: topodraw render … > out.%[1]s", f.names[0])
	}
	return nil
}

// fontFolders returns where fonts for all users and for this one are.
func (p *Process) fontFolders() []string {
	folders := render.SystemFontFolders()
	add := func(variable string, path ...string) {
		if root := p.Getenv(variable); root != "" {
			folders = append(folders, filepath.Join(append([]string{root}, path...)...))
		}
	}
	switch runtime.GOOS {
	case "windows":
		add("LOCALAPPDATA", "Microsoft", "Windows", "Fonts")
	case "darwin":
		add("HOME", "Library", "Fonts")
	default:
		add("XDG_DATA_HOME", "fonts")
		add("HOME", ".local", "share", "fonts")
		add("HOME", ".fonts")
	}
	return folders
}

func writePNG(ctx context.Context, w io.Writer, d *drawing) error {
	drawn, err := d.draw(ctx)
	if err != nil {
		return err
	}
	if err := drawn.PNG(ctx, w, d.picture.png); errors.Is(err, render.ErrTooLarge) {
		return inputf("%v; see --scale, and the flags for a part of a topology", err)
	} else if err != nil {
		return err
	}
	return nil
}
