package report_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/report"
)

func written(t *testing.T, format string, r report.Report) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, report.Write(&b, format, r, report.TextOptions{}))
	return b.String()
}

// sample has a finding of each severity, in no order, and rules with and without
// findings.
func sample() report.Report {
	return report.Report{
		Tool:    "topodraw",
		Version: "1.2.3",
		URL:     "https://example.org/topodraw",
		Rules: []report.Rule{
			{Code: "K203", Title: "A node port is taken twice", Help: "Each node port can be given to one Service. Choose another.", Severity: report.Warning, URL: "https://example.org/lint#K203"},
			{Code: "K101", Title: "A field is unknown", Severity: report.Error},
			{Code: "K150", Title: "A {selector} selects nothing", Severity: report.Note},
		},
		Findings: []report.Finding{
			{
				Code: "K203", Severity: report.Warning, Message: "nodePort 30007 is taken twice",
				Pos: graph.Pos{File: "./k8s/a b.yaml", Line: 9, Col: 17}, Source: "      nodePort: 30007",
				Related: []report.Related{
					{Pos: graph.Pos{File: "k8s/b.yaml", Line: 4}, Message: "it is taken here: {x}"},
					{Message: "see the documentation"},
				},
			},
			{
				Code: "K101", Severity: report.Error, Message: `unknown field "app"`, Hint: "it belongs under selector, 100%",
				Pos: graph.Pos{File: "k8s/service.yaml", Line: 7, Col: 3}, Source: "  app: MyApp",
				Object: "Service default/my-service",
			},
			{Code: "K900", Severity: report.Note, Message: "nothing to check"},
		},
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"text", "json", "sarif", "github"}, report.Formats())
	err := report.Write(&strings.Builder{}, "xml", sample(), report.TextOptions{})
	require.EqualError(t, err, `there is no format "xml" of a report`)
}

func TestText(t *testing.T) {
	t.Parallel()
	require.Equal(t, `note: nothing to check [K900]
./k8s/a b.yaml:9:17: warning: nodePort 30007 is taken twice [K203]
  9 |       nodePort: 30007
    |                 ^
k8s/b.yaml:4: related: it is taken here: {x}
related: see the documentation
k8s/service.yaml:7:3: unknown field "app" [K101]
  7 |   app: MyApp
    |   ^ it belongs under selector, 100%
1 error, 1 warning, 1 note
`, written(t, "text", sample()))
}

func TestTextInColour(t *testing.T) {
	t.Parallel()
	r := report.Report{Findings: []report.Finding{{Code: "K1", Message: "bad", Pos: graph.Pos{File: "f", Line: 1, Col: 1}, Source: "x"}}}
	var b strings.Builder
	require.NoError(t, report.Write(&b, "text", r, report.TextOptions{Color: true}))
	require.Equal(t, "\x1b[1mf:1:1:\x1b[0m \x1b[1;31mbad [K1]\x1b[0m\n\x1b[2m  1 |\x1b[0m x\n\x1b[2m    |\x1b[0m \x1b[1;31m^\x1b[0m\n1 error\n", b.String())
}

func TestTextCounts(t *testing.T) {
	t.Parallel()
	for want, severities := range map[string][]report.Severity{
		"3 errors":            {report.Error, "", "fatal"},
		"1 error, 2 warnings": {report.Warning, report.Error, report.Warning},
		"1 warning":           {report.Warning},
		"2 notes":             {report.Note, report.Note},
		"11 warnings, 1 note": append(slices.Repeat([]report.Severity{report.Warning}, 11), report.Note),
		"no findings":         nil,
		"2 errors, 12 notes":  append(slices.Repeat([]report.Severity{report.Note}, 12), report.Error, report.Error),
	} {
		var r report.Report
		for _, s := range severities {
			r.Findings = append(r.Findings, report.Finding{Severity: s, Message: "m"})
		}
		lines := strings.SplitAfter(written(t, "text", r), "\n")
		require.Equal(t, want+"\n", lines[len(lines)-2])
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	require.Equal(t, `{
  "findings": [
    {
      "code": "K900",
      "severity": "note",
      "message": "nothing to check"
    },
    {
      "code": "K203",
      "severity": "warning",
      "message": "nodePort 30007 is taken twice",
      "file": "./k8s/a b.yaml",
      "line": 9,
      "column": 17,
      "related": [
        {
          "file": "k8s/b.yaml",
          "line": 4,
          "message": "it is taken here: {x}"
        },
        {
          "message": "see the documentation"
        }
      ]
    },
    {
      "code": "K101",
      "severity": "error",
      "message": "unknown field \"app\"",
      "hint": "it belongs under selector, 100%",
      "file": "k8s/service.yaml",
      "line": 7,
      "column": 3,
      "object": "Service default/my-service"
    }
  ],
  "errors": 1,
  "warnings": 1,
  "notes": 1
}
`, written(t, "json", sample()))
}

func TestGitHub(t *testing.T) {
	t.Parallel()
	require.Equal(t, `::notice title=K900::nothing to check
::warning file=k8s/a b.yaml,line=9,col=17,title=K203::nodePort 30007 is taken twice%0Ak8s/b.yaml:4: it is taken here: {x}%0Asee the documentation
::error file=k8s/service.yaml,line=7,col=3,title=K101::unknown field "app" (it belongs under selector, 100%25)
`, written(t, "github", sample()))
}

func TestGitHubEscapes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		finding report.Finding
		want    string
	}{
		{"nothing but a message", report.Finding{Message: "m"}, "::error::m\n"},
		{"a message that looks like a command", report.Finding{Message: "a\r\n::error::x"}, "::error::a%0D%0A::error::x\n"},
		{"a message that is escaped already", report.Finding{Message: "%0A%"}, "::error::%250A%25\n"},
		{"a message with colons and commas", report.Finding{Message: "a:b,c"}, "::error::a:b,c\n"},
		{
			"a file that looks like more",
			report.Finding{Message: "m", Code: "K:1,2", Pos: graph.Pos{File: "a,line=9::x%\n.yaml", Line: 1}},
			"::error file=a%2Cline=9%3A%3Ax%25%0A.yaml,line=1,title=K%3A1%2C2::m\n",
		},
		{"a terminal's escapes", report.Finding{Message: "\x1b[31m\u009b0m\x00\t\u202e\xff"}, "::error::␛[31m\uFFFD0m␀ \uFFFD\uFFFD\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, written(t, "github", report.Report{Findings: []report.Finding{tt.finding}}))
		})
	}
}

func TestNoFindings(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]string{
		"text":   "no findings\n",
		"json":   "{\n  \"findings\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n",
		"github": "",
	} {
		require.Equal(t, want, written(t, format, report.Report{}), format)
	}
}

func TestFindingsAreSorted(t *testing.T) {
	t.Parallel()
	sorted := []report.Finding{
		{Message: "0"},
		{Message: "1", Pos: graph.Pos{File: "a"}},
		{Message: "2", Pos: graph.Pos{File: "a", Line: 2}},
		{Message: "3", Pos: graph.Pos{File: "a", Line: 2, Col: 3}, Code: "A"},
		{Message: "4", Pos: graph.Pos{File: "a", Line: 2, Col: 3}, Code: "B"},
		{Message: "5", Pos: graph.Pos{File: "a", Line: 2, Col: 3}, Code: "B", Object: "o"},
		{Message: "6", Pos: graph.Pos{File: "a", Line: 2, Col: 3}, Code: "B", Object: "o"},
		{Message: "7", Pos: graph.Pos{File: "a", Line: 2, Col: 20}, Code: "A"},
		{Message: "8", Pos: graph.Pos{File: "a", Line: 10}, Code: "A"},
		{Message: "9", Pos: graph.Pos{File: "b", Line: 1}, Code: "A"},
	}
	mixed := slices.Clone(sorted)
	slices.Reverse(mixed)
	mixed[2], mixed[7] = mixed[7], mixed[2]
	before := slices.Clone(mixed)
	for _, format := range report.Formats() {
		r := report.Report{Findings: mixed}
		require.Equal(t, written(t, format, report.Report{Findings: sorted}), written(t, format, r), format)
		require.Equal(t, before, mixed, "the report handed in stays as it is")
	}
	require.Equal(t, "::error::0\n::error file=a::1\n::error file=a,line=2::2\n", strings.Join(strings.SplitAfter(written(t, "github", report.Report{Findings: mixed}), "\n")[:3], ""))
}

func TestPlacesThatCannotBe(t *testing.T) {
	t.Parallel()
	r := report.Report{Findings: []report.Finding{{
		Message: "m", Pos: graph.Pos{File: "f", Line: -1, Col: 5}, Related: []report.Related{{Pos: graph.Pos{Line: 3, Col: -2}, Message: "r"}},
	}}}
	require.Equal(t, "f: m\n3: related: r\n1 error\n", written(t, "text", r))
	require.Equal(t, "::error file=f::m%0A3: r\n", written(t, "github", r))
	require.NotContains(t, written(t, "json", r), "-")
	require.NotContains(t, written(t, "sarif", r), "region")
}

func TestWriteReturnsErrors(t *testing.T) {
	t.Parallel()
	for _, format := range report.Formats() {
		require.ErrorIs(t, report.Write(failing{}, format, sample(), report.TextOptions{}), errFailing, format)
	}
}

var errFailing = errors.New("full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFailing }
