package png_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	ours "github.com/topodraw/topodraw/render/internal/png"
	"github.com/topodraw/topodraw/render/internal/scene"
)

// warnings calls f with each message.
func warnings(f func(message string)) func(graph.Diagnostic) {
	return func(d graph.Diagnostic) { f(d.Error()) }
}

// fontWith is a font whose only characters are those given, all of them drawn
// as an H. Each table but that of the characters is a real font's.
func fontWith(t testing.TB, ttf []byte, chars ...rune) []byte {
	t.Helper()
	l, err := opentype.NewLoader(bytes.NewReader(ttf))
	require.NoError(t, err)
	var tables []opentype.Table
	for _, tag := range l.Tables() {
		content, err := l.RawTable(tag)
		require.NoError(t, err)
		if tag == opentype.MustNewTag("cmap") {
			content = cmap(chars)
		}
		tables = append(tables, opentype.Table{Tag: tag, Content: content})
	}
	return opentype.WriteTTF(tables)
}

// cmap is a table of characters in format 12, one group for each; see "cmap" in
// the OpenType specification.
func cmap(chars []rune) []byte {
	const glyphH = 43
	put := binary.BigEndian.AppendUint32
	b := []byte{0, 0, 0, 1, 0, 3, 0, 10}
	b = put(b, 12)
	b = append(b, 0, 12, 0, 0)
	b = put(b, uint32(16+12*len(chars)))
	b = put(put(b, 0), uint32(len(chars)))
	for _, c := range chars {
		b = put(put(put(b, uint32(c)), uint32(c)), glyphH)
	}
	return b
}

func folder(t testing.TB, files map[string][]byte) []string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, data, 0o600))
	}
	return []string{dir, filepath.Join(dir, "missing")}
}

func drawn(t testing.TB, s *scene.Scene, folders []string) (told []string, rowsOfIt []string) {
	t.Helper()
	img := draw(t, s, ours.Options{FontFolders: folders, Warn: warnings(func(m string) { told = append(told, m) })})
	return told, rows(img)
}

func TestMissingFont(t *testing.T) {
	t.Parallel()
	s := sized(300, 140, word("日本語 a 日ー", 40), word("語", 40))
	s.Items = append(s.Items,
		scene.Item{Role: scene.EdgeRole, Data: []scene.Datum{{Name: "from", Value: "a\n"}, {Name: "to", Value: "b"}}, Prims: []scene.Prim{word("ไทย", 40)}},
		scene.Item{Role: scene.TitleRole, Data: []scene.Datum{{Name: "group", Value: "g"}}, Prims: []scene.Prim{word("🚀\u200d🚀", 40)}},
	)
	told, _ := drawn(t, s, nil)
	require.Equal(t, []string{
		`no font here has U+65E5 “日” of node "n": a box stands for it (install a font for Han)`,
		`no font here has U+0E44 “ไ” of the edge from "a\n" to "b": a box stands for it (install a font for Thai)`,
		`no font here has U+1F680 “🚀” of group "g": a box stands for it (install a font for symbols and emoji)`,
	}, told)
}

func TestBoxes(t *testing.T) {
	t.Parallel()
	img := draw(t, sized(140, 140, word("日", 100)), ours.Options{})
	b := bounds(img)
	require.InDelta(t, 100, b.Max.Y, 5)
	require.InDelta(t, 31, b.Min.Y, 5)
	require.GreaterOrEqual(t, b.Min.X, 20)
	require.LessOrEqual(t, b.Max.X, 20+105)
	require.EqualValues(t, 255, at(img, (b.Min.X+b.Max.X)/2, (b.Min.Y+b.Max.Y)/2).R, "it is hollow")
}

func TestSystemFont(t *testing.T) {
	t.Parallel()
	folders := folder(t, map[string][]byte{"deep/er/x.TTF": fontWith(t, liberationsansregular.TTF, '日', '本')})
	// An H is 0.722 em wide, and room for 1.05 em was measured.
	told, got := drawn(t, sized(300, 140, word("日本", 100)), folders)
	_, want := drawn(t, sized(300, 140, word("HH", 100)), nil)
	require.Equal(t, want, got)
	require.Empty(t, told)
	told, _ = drawn(t, sized(300, 140, word("日語", 100)), folders)
	require.Len(t, told, 1)
	require.Contains(t, told[0], "語")
}

func TestBoldSystemFont(t *testing.T) {
	t.Parallel()
	folders := folder(t, map[string][]byte{
		"a.ttf": fontWith(t, liberationsansbold.TTF, '日'), "b.ttf": fontWith(t, liberationsansregular.TTF, '日'),
	})
	bold := word("日", 100)
	bold.Bold = true
	_, regular := drawn(t, sized(140, 140, word("日", 100)), folders)
	_, heavy := drawn(t, sized(140, 140, bold), folders)
	bold.Lines = []string{"H"}
	_, wantRegular := drawn(t, sized(140, 140, word("H", 100)), nil)
	_, wantHeavy := drawn(t, sized(140, 140, bold), nil)
	require.Equal(t, wantRegular, regular)
	require.Equal(t, wantHeavy, heavy)
}

// A glyph that is wider than what the layout has measured is drawn smaller:
// Arabic letters are given 0.8 em, and an H with a wide em takes more.
func TestSystemFontFits(t *testing.T) {
	t.Parallel()
	ttf := bytes.Clone(fontWith(t, liberationsansregular.TTF, 'ݐ'))
	at := tableAt(t, ttf, "head")
	binary.BigEndian.PutUint16(ttf[at+18:], 1024) // units per em: glyphs are twice as large
	folders := folder(t, map[string][]byte{"wide.ttf": ttf})
	s := sized(400, 140, word("ݐ", 100))
	img := draw(t, s, ours.Options{FontFolders: folders})
	b := bounds(img)
	require.LessOrEqual(t, b.Max.X, 20+80)
	require.Greater(t, b.Dx(), 50)
}

func tableAt(t testing.TB, ttf []byte, tag string) int {
	t.Helper()
	for i := 12; i < 12+16*int(binary.BigEndian.Uint16(ttf[4:])); i += 16 {
		if string(ttf[i:i+4]) == tag {
			return int(binary.BigEndian.Uint32(ttf[i+8:]))
		}
	}
	t.Fatalf("no table %q", tag)
	return 0
}

func TestUnusableFonts(t *testing.T) {
	t.Parallel()
	good := fontWith(t, liberationsansregular.TTF, '日')
	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[12+12:], 0xffff_fff0) // the length of the first table
	folders := folder(t, map[string][]byte{
		"empty.ttf": nil, "text.otf": []byte("no font at all"), "short.ttf": good[:300], "cut.ttf": good[:len(good)/2],
		"huge.ttf": huge, "collection.ttc": []byte("ttcf\x00\x01\x00\x00\xff\xff\xff\xff"),
		"font.txt": good, "folder.ttf/x": nil,
	})
	told, _ := drawn(t, sized(140, 140, word("日", 100)), folders)
	require.Len(t, told, 1)
	require.NoError(t, os.WriteFile(filepath.Join(folders[0], "z.ttf"), good, 0o600))
	told, _ = drawn(t, sized(140, 140, word("日", 100)), folders)
	require.Empty(t, told, "the good one is found behind the others")
}

func TestDamagedFonts(t *testing.T) {
	t.Parallel()
	good := fontWith(t, liberationsansregular.TTF, '日', '本', 'م', 'ݐ')
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 5))
		bad := bytes.Clone(good)
		for range 1 + r.IntN(400) {
			bad[r.IntN(len(bad))] = byte(r.Uint32())
		}
		for range r.IntN(4) { // and the directory, which everything starts with
			bad[r.IntN(300)] = byte(r.Uint32())
		}
		s := sized(300, 140, word("日本 ݐم", 30))
		draw(t, s, ours.Options{FontFolders: folder(t, map[string][]byte{"bad.ttf": bad})})
	}
}
