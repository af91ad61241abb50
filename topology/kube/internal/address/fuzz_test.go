package address_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
)

// password is one that no text that comes out may hold.
const password = "Hunter2Hunter2"

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"redis:6379", "http://web:80/x", "a,b", "host: db\nport: 80", "<a>b</a>", "upstream a { server b:1; }", "[::1]:80",
		"cat <<E\nx\nE", "$(a `b`", "{{ .x }}", "a=b c=d", "'", "host=db user=u", "-D a=b", "#!/bin/sh\nnc a 1", "\\", "<", "_a._b.c",
		"0..", "set $a b;proxy_pass http://$a:1;", "x['a'] => \"b:1\"", "<a>\n@type b\n</a>", "a/b", "zk:a:1", "forward . a",
		"hosp:* rtap:\n ttt:ol\r\r\r\rp:\n1ttr: s", "a: \"b:\\n\\n\\nhost: c\"", "<a>a\r<>a>\r]\r<a>\r]]]]\x9c",
	} {
		f.Add("REDIS_HOST", s)
		f.Add("", s)
	}
	f.Fuzz(func(t *testing.T, key, text string) {
		for name, find := range map[string]func(string) ([]address.Candidate, []address.Refusal){
			"value": func(s string) ([]address.Candidate, []address.Refusal) { return address.Find(key, s) },
			"shell": address.FindShell,
			"file":  func(s string) ([]address.Candidate, []address.Refusal) { return address.FindIn(key, s) },
			"code":  func(s string) ([]address.Candidate, []address.Refusal) { return address.FindIn("a.py", s) },
			"nginx": func(s string) ([]address.Candidate, []address.Refusal) { return address.FindIn("nginx.conf", s) },
		} {
			c, r := find(text)
			check(t, text, c, r)
			c2, r2 := find(text)
			require.Equal(t, c, c2, name)
			require.Equal(t, r, r2, name)
			if !strings.Contains(text, password) {
				c, r = find("postgres://u:" + password + "@db:5432/x" + text)
				checkSecret(t, c, r)
				c, r = find(text + " postgres://u:" + password + "@db:5432/x")
				checkSecret(t, c, r)
			}
		}
		address.Stem(key)
	})
}

// check holds what is true of everything that is found.
func check(t *testing.T, text string, candidates []address.Candidate, refusals []address.Refusal) {
	t.Helper()
	lines := strings.Count(text, "\n")
	for _, c := range candidates {
		require.NotEmpty(t, c.Host)
		require.True(t, 0 <= c.Line && c.Line <= lines, "line %d of %d", c.Line, lines)
		require.Empty(t, strings.Trim(c.Port, "0123456789"))
		require.Equal(t, c.Form == address.SRV, c.Service != "")
		require.False(t, c.Form == address.HostPort && c.Port == "" && !strings.ContainsAny(c.Text, "{<$%"), c.Text)
	}
	for _, r := range refusals {
		require.NotEmpty(t, r.Reason)
		require.True(t, 0 <= r.Line && r.Line <= lines, "line %d of %d", r.Line, lines)
	}
}

// checkSecret looks for the password in all that is found.
func checkSecret(t *testing.T, candidates []address.Candidate, refusals []address.Refusal) {
	t.Helper()
	for _, c := range candidates {
		require.NotContains(t, c.Text+" "+c.Path, password)
	}
	for _, r := range refusals {
		require.NotContains(t, r.Text, password)
	}
}

func TestSecretsAreCut(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"postgres://u:" + password + "@db:5432/x", "postgres://u:a/" + password + "@db/x", "http://web/x?token=" + password,
		"u:" + password + "@tcp(db:3306)/x", "host=db user=u password=" + password, "Server=db;Database=x;Pwd=" + password,
		"redis:6379,password=" + password, "u:" + password + "@db:5432", "admin:" + password, "jdbc:sqlserver://db;password=" + password,
		"redis-cli -h db -a " + password, "mysql -h db -p" + password, "curl -u me:" + password + " http://web",
		"password: " + password + "\nhost: db", "http://u:a," + password + "@h", "http://u:a;" + password + "@h", "u:a/" + password + "@h:1",
		"postgres://u:a#" + password + "@db/x", "http://u:" + password, "http://u:a b" + password + "@h", "1:" + password + "@h",
		"http://hooks.example/services/T0/B0/" + password + "0123456789", "{\"url\":\"http://u:" + password + "@h\"}",
	} {
		c, r := address.Find("URL", text)
		checkSecret(t, c, r)
		c, r = address.FindShell(text)
		checkSecret(t, c, r)
		c, r = address.FindIn("", text)
		checkSecret(t, c, r)
	}
}

// Hostile texts take no more than linear time: the quadratic takes minutes.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"a:1,", "$(", "`", "'", "\"", "<", "{", "${a:-", "[", "a: &a [*a]\n", "- ", "a{", "a=b ", "<<a\n",
		"://", "@", "a=$a$a\n", "host=a;", "<a b=\"http://c\">", "\\", "upstream a {", "a@", "_a._b.c,", "x://a,", "a: {", "1.", "key: |\n "} {
		text := strings.Repeat(unit, 1<<16/len(unit))
		start := time.Now()
		address.Find("URL", text)
		address.FindShell(text)
		address.FindIn("", text)
		address.FindIn("nginx.conf", text)
		address.FindIn("a.py", text)
		address.FindIn("fluent.conf", "<a>\n@type "+text)
		require.Less(t, time.Since(start), 20*time.Second, unit)
	}
}

func TestLongTextIsCut(t *testing.T) {
	t.Parallel()
	got, _ := address.Find("URL", strings.Repeat(" ", 1<<20)+"http://web")
	require.Empty(t, got)
}
