package cli_test

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/cli"
)

// TestMain makes the test binary the command topodraw for scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"topodraw": func() {
		signal.Ignore(syscall.SIGPIPE)
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		context.AfterFunc(ctx, stop)
		os.Exit(cli.Main(ctx, cli.System()))
	}})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, params("testdata/script"))
}

func params(dir string, files ...string) testscript.Params {
	return testscript.Params{
		Dir:   dir,
		Files: files,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "only": only, "sized": sized, "mode": mode,
			"pngsize": pngSize, "pngcolor": pngColor,
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
		Setup: func(env *testscript.Env) error {
			// A PATH on which there is nothing but topodraw.
			first, _, _ := strings.Cut(env.Getenv("PATH"), string(filepath.ListSeparator))
			env.Setenv("BARE", first)
			// The race detector would wait a second at the end of each command.
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			env.Setenv("HOME", filepath.Join(env.WorkDir, ".home"))
			return os.Mkdir(filepath.Join(env.WorkDir, ".home"), 0o777)
		},
		RequireUniqueNames: true,
	}
}

// exits runs a command, which has to end with an exit code:
//
//	exits CODE COMMAND [ARGUMENT...]
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if args[0] != strconv.Itoa(code) {
		ts.Fatalf("exit code %d", code)
	}
}

// only checks what a folder holds, hidden files included:
//
//	only FOLDER [NAME...]
func only(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), strings.Join(args[1:], " "); got != want {
		ts.Fatalf("%s holds %q, not %q", args[0], got, want)
	}
}

// sized makes a file of a size in bytes, without taking that much of the disk:
//
//	sized FILE SIZE
func sized(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o600))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// mode checks the permissions of a file:
//
//	mode FILE OCTAL
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := strconv.FormatInt(int64(info.Mode().Perm()), 8); got != args[1] {
		ts.Fatalf("%s has the mode %s, not %s", args[0], got, args[1])
	}
}

// pngSize checks that a PNG file is a number of times as large as an SVG file:
//
//	pngsize PNG SVG FACTOR
func pngSize(ts *testscript.TestScript, _ bool, args []string) {
	var want struct {
		W float64 `xml:"width,attr"`
		H float64 `xml:"height,attr"`
	}
	ts.Check(xml.Unmarshal([]byte(ts.ReadFile(args[1])), &want))
	factor, err := strconv.ParseFloat(args[2], 64)
	ts.Check(err)
	got := readPNG(ts, args[0]).Bounds()
	if got.Dx() != int(math.Ceil(want.W*factor)) || got.Dy() != int(math.Ceil(want.H*factor)) {
		ts.Fatalf("%s is %v, and %s is %v × %v", args[0], got, args[1], want.W, want.H)
	}
}

// pngColor checks a pixel of a PNG file:
//
//	pngcolor FILE X Y RRGGBBAA
func pngColor(ts *testscript.TestScript, _ bool, args []string) {
	x, err := strconv.Atoi(args[1])
	ts.Check(err)
	y, err := strconv.Atoi(args[2])
	ts.Check(err)
	c := color.NRGBAModel.Convert(readPNG(ts, args[0]).At(x, y)).(color.NRGBA)
	if got := fmt.Sprintf("%02x%02x%02x%02x", c.R, c.G, c.B, c.A); got != args[3] {
		ts.Fatalf("%s has the colour %s at %d, %d, not %s", args[0], got, x, y, args[3])
	}
}

func readPNG(ts *testscript.TestScript, file string) image.Image {
	img, err := png.Decode(strings.NewReader(ts.ReadFile(file)))
	ts.Check(err)
	return img
}

// TestHelpExamples runs the examples of every command's help, line by line in
// one folder, by a shell that stops at the first error of any command in it.
func TestHelpExamples(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	for _, path := range commandPaths(t) {
		lines := exampleLines(t, path)
		require.NotEmpty(t, lines, "the help of %q has no example", path)
		name := strings.ReplaceAll(strings.TrimSpace("topodraw "+path), " ", "-")
		// Those of some commands draw what those of others print.
		script := "exec bash -e -o pipefail example.sh\n! stderr .\n-- example.sh --\n" + strings.Join(lines, "\n") + "\n" + exampleFiles
		file := filepath.Join(t.TempDir(), name+".txtar")
		require.NoError(t, os.WriteFile(file, []byte(script), 0o600))
		testscript.Run(t, params("", file))
	}
}

// exampleFiles are what the examples read besides what they print themselves.
const exampleFiles = `-- k8s/web.yaml --
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx
        env:
        - {name: REDIS_ADDR, value: "redis:6379"}
-- k8s/redis.yaml --
apiVersion: v1
kind: Service
metadata: {name: redis}
spec:
  selector: {app: redis}
  ports: [{port: 6379}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: redis}
spec:
  selector: {matchLabels: {app: redis}}
  template:
    metadata: {labels: {app: redis}}
    spec:
      containers:
      - {name: redis, image: redis, ports: [{containerPort: 6379}]}
`

// commandPaths returns the commands that the help lists, and "" for the root.
func commandPaths(t *testing.T) []string {
	t.Helper()
	_, list, found := strings.Cut(help(t, ""), "Available Commands:\n")
	require.True(t, found)
	paths := []string{""}
	for line := range strings.Lines(list) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			break
		}
		paths = append(paths, fields[0])
	}
	require.Greater(t, len(paths), 5)
	return paths
}

// exampleLines returns the lines under "Examples:" in the help of a command.
func exampleLines(t *testing.T, command string) []string {
	t.Helper()
	_, rest, _ := strings.Cut(help(t, command), "Examples:\n")
	examples, _, _ := strings.Cut(rest, "\n\n")
	var lines []string
	for line := range strings.Lines(examples) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

func help(t *testing.T, command string) string {
	t.Helper()
	r := run(t, append(strings.Fields(command), "--help"), "")
	require.Equal(t, 0, r.code)
	return r.stdout
}
