package png

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	gofont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// systemFonts finds fonts of the system by the characters they have. Which one
// it chooses depends on the fonts there are, and on nothing else.
type systemFonts struct {
	fonts  []*systemFont
	sorted [2][]*systemFont // by how well they suit regular and bold text
	chosen [2]map[rune]*face
}

// systemFont is a font in a file, of which only the table of characters and
// what tells its style is loaded at first.
type systemFont struct {
	path   string
	number int // in a collection
	chars  gofont.Cmap
	about  gofont.Description
	face   *face
	failed bool
}

// maxFonts is the number of files that are looked at.
const maxFonts = 20_000

// findFonts looks for fonts in folders and in those within.
func findFonts(folders []string) *systemFonts {
	s := &systemFonts{chosen: [2]map[rune]*face{{}, {}}}
	files := 0
	for _, folder := range folders {
		// A folder that is missing or may not be read has no fonts.
		_ = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !isFontName(path) {
				return nil
			}
			if files++; files > maxFonts {
				return filepath.SkipAll
			}
			s.fonts = append(s.fonts, describe(path)...)
			return nil
		})
	}
	for bold := range s.sorted {
		s.sorted[bold] = slices.Clone(s.fonts)
		slices.SortStableFunc(s.sorted[bold], func(a, b *systemFont) int {
			return cmp.Or(cmp.Compare(a.misfit(bold == 1), b.misfit(bold == 1)), cmp.Compare(a.path, b.path), cmp.Compare(a.number, b.number))
		})
	}
	return s
}

func isFontName(path string) bool {
	return slices.Contains([]string{".ttf", ".otf", ".ttc", ".otc"}, strings.ToLower(filepath.Ext(path)))
}

// describe returns the fonts of a file that can be used.
func describe(path string) []*systemFont {
	var out []*systemFont
	_ = withFonts(path, func(loaders []*opentype.Loader) bool {
		for i, l := range loaders {
			if chars, ok := characters(l); ok {
				about, _ := gofont.Describe(l, nil)
				out = append(out, &systemFont{path: path, number: i, chars: chars, about: about})
			}
		}
		return true
	})
	return out
}

// withFonts opens a file for a function that reads fonts in it, and reports
// whether all went well.
func withFonts(path string, read func([]*opentype.Loader) bool) (ok bool) {
	defer recovered(&ok)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // it was only read
	if !sound(f, info.Size()) {
		return false
	}
	loaders, err := opentype.NewLoaders(f)
	return err == nil && read(loaders)
}

// characters reads which characters a font has.
func characters(l *opentype.Loader) (gofont.Cmap, bool) {
	raw, err := l.RawTable(opentype.MustNewTag("cmap"))
	if err != nil {
		return nil, false
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return nil, false
	}
	var page tables.FontPage
	if raw, err := l.RawTable(opentype.MustNewTag("OS/2")); err == nil {
		if os2, _, err := tables.ParseOs2(raw); err == nil {
			page = os2.FontPage()
		}
	}
	chars, _, err := gofont.ProcessCmap(table, page)
	return chars, err == nil && chars != nil
}

// misfit is how far a font is from a plain sans-serif of the weight.
func (f *systemFont) misfit(bold bool) int {
	family := strings.ToLower(f.about.Family)
	weight := f.about.Aspect.Weight
	n := 0
	for _, c := range []struct {
		is   bool
		cost int
	}{
		{f.about.Aspect.Style == gofont.StyleItalic, 16},
		{f.about.Aspect.Stretch != 0 && f.about.Aspect.Stretch != gofont.StretchNormal, 8},
		{bold != (weight >= gofont.WeightSemibold), 4},
		{weight != 0 && (weight < 350 || weight > 750), 3},
		{strings.Contains(family, "mono"), 2},
		{strings.Contains(family, "serif") && !strings.Contains(family, "sans"), 1},
	} {
		if c.is {
			n += c.cost
		}
	}
	return n
}

func (f *systemFont) forEmoji() bool {
	return strings.Contains(strings.ToLower(f.about.Family), "emoji")
}

// face returns a font with a character, or nil if there is none.
func (s *systemFonts) face(r rune, bold bool) *face {
	i := index(bold)
	f, ok := s.chosen[i][r]
	if !ok || f != nil && s.dropped(f) {
		f = s.choose(r, s.sorted[i])
		s.chosen[i][r] = f
	}
	return f
}

func (s *systemFonts) choose(r rune, fonts []*systemFont) *face {
	for _, emoji := range []bool{isEmoji(r), !isEmoji(r)} {
		for _, f := range fonts {
			if f.forEmoji() == emoji && f.supports(r) {
				return f.face
			}
		}
	}
	return nil
}

// isEmoji reports whether a character is rather shown by a font for emoji.
func isEmoji(r rune) bool { return r >= 0x1F000 && r <= 0x1FAFF }

// supports reports whether the font can draw a character. It loads the font if
// it should.
func (f *systemFont) supports(r rune) (ok bool) {
	defer recovered(&ok)
	if f.failed {
		return false
	}
	if _, ok := f.chars.Lookup(r); !ok {
		return false
	}
	if f.face == nil && !f.load() {
		f.failed = true
		return false
	}
	return f.face.has(r)
}

func (f *systemFont) load() bool {
	return withFonts(f.path, func(loaders []*opentype.Loader) bool {
		if f.number >= len(loaders) {
			return false // the file has changed
		}
		parsed, err := gofont.NewFont(loaders[f.number])
		if err != nil {
			return false
		}
		f.face = newFace(gofont.NewFace(parsed), true)
		return true
	})
}

// drop takes a font that failed out of use.
func (s *systemFonts) drop(f *face) {
	for _, have := range s.fonts {
		if have.face == f {
			have.failed = true
		}
	}
}

func (s *systemFonts) dropped(f *face) bool {
	return slices.ContainsFunc(s.fonts, func(have *systemFont) bool { return have.face == f && have.failed })
}
