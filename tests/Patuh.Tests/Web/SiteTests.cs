using System.Net;
using System.Text.Json.Nodes;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Web;

public sealed class SqliteSiteTests(SqliteSite site) : SiteTests<SqliteDatabase>(site), IClassFixture<SqliteSite>;

public sealed class PostgresSiteTests(PostgresSite site) : SiteTests<PostgresDatabase>(site), IClassFixture<PostgresSite>;

/// <summary>Pages and API over HTTP, once on each database.</summary>
public abstract class SiteTests<T>(TestSite<T> site) where T : TestDatabase, new()
{
    [Theory]
    [InlineData("/")]
    [InlineData("/peringkat")]
    [InlineData("/peringkat/2023/kabupaten-kota?provinsi=17")]
    [InlineData("/peringkat/2021/kantah")]
    [InlineData("/peringkat/2015/kota")]
    [InlineData("/instansi/kabupaten-lebong")]
    [InlineData("/instansi/kota-sorong")]
    [InlineData("/instansi/kementerian-luar-negeri")]
    [InlineData("/metode")]
    [InlineData("/metode/ombudsman-2023")]
    [InlineData("/metode/ombudsman-2015")]
    [InlineData("/koreksi")]
    [InlineData("/latihan")]
    [InlineData("/latihan/1")]
    [InlineData("/latihan/1/instansi/a00020")]
    public async Task A_page_speaks_Indonesian_and_English(string path)
    {
        var (indonesian, english) = (await site.Page(path), await site.Page("/en" + path));
        Assert.Equal("id", indonesian.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        Assert.Single(indonesian.QuerySelectorAll("h1"));
        Assert.NotEqual(indonesian.QuerySelector("main")!.TextContent, english.QuerySelector("main")!.TextContent);
        var other = english.QuerySelector("nav a[hreflang]")!.GetAttribute("href");
        Assert.Equal(path, other);
    }

    [Fact]
    public async Task Lebong_is_third_of_ten_in_Bengkulu_2023_in_a_list_that_is_whole()
    {
        var page = await site.Page("/peringkat/2023/kabupaten-kota?provinsi=17");
        var rows = page.QuerySelectorAll("main tbody tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToArray()).ToArray();
        Assert.Equal(10, rows.Length);
        Assert.Equal(["3", "Kabupaten Lebong", "92,00", "A"], rows[2][..4]);
        Assert.Contains("Daftar lengkap, 10 dari 10", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_not_whole_shows_published_ranks_only()
    {
        var page = await site.Page("/en/peringkat/2023/kabupaten");
        Assert.Contains("Only 26 of 415 are known", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        var tuban = page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Kabupaten Tuban", StringComparison.Ordinal));
        Assert.Contains("rank 1 nationally", tuban.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        var other = page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Kabupaten Bengkulu Utara", StringComparison.Ordinal));
        Assert.Equal("", other.QuerySelector(".said")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_break_of_method_shows_no_difference_and_a_year_without_assessment_is_a_gap()
    {
        var page = await site.Page("/en/instansi/kota-magelang");
        var rows = page.QuerySelectorAll("table.years tbody tr").ToDictionary(r => r.Children[0].TextContent.Trim(), r => r);
        var gap = (await site.Page("/en/instansi/kabupaten-musi-banyuasin")).QuerySelectorAll("table.years tbody tr").Single(r => r.Children[0].TextContent.Trim() == "2020");
        Assert.Contains("No assessment took place", gap.TextContent, StringComparison.Ordinal);
        Assert.Contains("not comparable", rows["2022"].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("26.83", rows["2022"].TextContent, StringComparison.Ordinal);
        Assert.Contains("+3.07", rows["2023"].TextContent, StringComparison.Ordinal);
        Assert.Contains("indicators changed", rows["2023"].TextContent, StringComparison.Ordinal);
        Assert.Equal(1, page.QuerySelectorAll(".history line.bridged").Length);
        Assert.Empty(page.QuerySelectorAll(".history line.trend"));
    }

    [Fact]
    public async Task Contradicting_claims_stand_side_by_side_and_the_Ombudsman_comes_first()
    {
        var page = await site.Page("/en/instansi/kabupaten-musi-banyuasin");
        var year = page.GetElementById("t2022")!;
        Assert.Contains("contradict", year.NextElementSibling!.TextContent, StringComparison.Ordinal);
        var claims = year.NextElementSibling!.NextElementSibling!.QuerySelectorAll("li").Select(l => l.TextContent).ToArray();
        Assert.Contains("Kualitas Sedang", claims[0], StringComparison.Ordinal);
        Assert.Contains("preferred", claims[0], StringComparison.Ordinal);
        Assert.Contains(claims, c => c.Contains("hijau", StringComparison.Ordinal) && c.Contains("the regency", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agency_that_moved_to_another_province_says_so()
    {
        var text = (await site.Page("/instansi/kota-sorong")).QuerySelector("main")!.TextContent;
        Assert.Contains("92.71, Papua Barat", text, StringComparison.Ordinal);
        Assert.Contains("96.71, Papua Barat Daya", text, StringComparison.Ordinal);
        Assert.Contains("sejak 8 Desember 2022", text, StringComparison.Ordinal);
        Assert.Contains("UU 29/2022", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_we_chose_is_marked_illustrative_and_what_assessors_ask_stays_closed()
    {
        var past = await site.Page("/en/metode/ombudsman-2023");
        Assert.Contains("Knowledge of the forms of maladministration", past.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.True(past.QuerySelectorAll(".basis-illustrative").Length > 30);
        var page = await site.Page("/en/metode/ombudsman-2025");
        Assert.Contains("illustrative", page.QuerySelector(".warn")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Knowledge of officers", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Contains("For assessors only before a visit", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Contains("Internal supervision", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_score_tree_of_a_simulated_agency_adds_up_and_says_that_it_is_invented()
    {
        var page = await site.Page("/en/latihan/1/instansi/a00020");
        Assert.Contains("invented", page.QuerySelector(".warn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        var units = page.QuerySelectorAll(".tree > details > summary, .tree > .row:not(.head, .total)").Select(r => r.QuerySelectorAll(".figure").Select(f => f.TextContent).ToArray()).ToArray();
        Assert.Equal(7, units.Length);
        Assert.Equal(100m, units.Sum(u => Number(u[1]) + Number(u[2])));
        Assert.NotEmpty(page.QuerySelectorAll(".tree .noted"));

        static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Practice_is_absent_from_the_public_pages_and_the_api()
    {
        foreach (var path in (string[])["/", "/peringkat", "/peringkat/2024/kabupaten", "/api/v1/rankings/2024/kabupaten", "/koreksi"])
        {
            var text = await site.Http.GetStringAsync(path);
            Assert.DoesNotContain("Contoh", text, StringComparison.Ordinal);
            // the footer names the way there, without a figure
            Assert.DoesNotContain("latihan", text.Replace("<a href=\"/latihan\">Latihan (simulasi)</a>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/peringkat/2023/kabupaten?provinsi=zz", 400)]
    [InlineData("/peringkat/2023/kabupaten?provinsi=17%27%20or%201=1--", 400)]
    [InlineData("/peringkat/2023/kabupaten?provinsi=%3Cscript%3Ealert(1)%3C/script%3E", 400)]
    [InlineData("/peringkat/2023/kabupaten?provinsi=17&provinsi=16", 400)]
    [InlineData("/peringkat/2023/kabupaten?provinsi=%00", 400)]
    [InlineData("/peringkat/2023/%3Cscript%3E", 404)]
    [InlineData("/peringkat/2020/kabupaten", 404)]
    [InlineData("/peringkat/99999999999999999999/kabupaten", 404)]
    [InlineData("/peringkat/-1/kabupaten", 404)]
    [InlineData("/instansi/%00", 400)]
    [InlineData("/instansi/..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("/instansi/'; drop table claim; --", 404)]
    [InlineData("/metode/..%2fyears", 404)]
    [InlineData("/latihan/2147483648", 404)]
    [InlineData("/latihan/1/desa", 404)]
    [InlineData("/latihan/1/instansi/%00", 400)]
    [InlineData("/latihan/77/instansi/a00020", 404)]
    [InlineData("/masalah/9999", 404)]
    [InlineData("/masalah/500", 404)]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/nothing/here", 404)]
    [InlineData("/api/v1/rankings/2023/desa", 404)]
    [InlineData("/api/v1/rankings/2016/kota", 404)]
    [InlineData("/api/v1/rankings/2023/kota?province=9", 400)]
    [InlineData("/api/v1/agencies/%00", 400)]
    public async Task Hostile_addresses_get_a_sentence_and_never_a_500(string path, int status)
    {
        foreach (var prefix in path.StartsWith("/api/", StringComparison.Ordinal) ? (string[])[""] : ["", "/en"])
        {
            using var response = await site.Http.GetAsync(prefix + path);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal(status, (int)response.StatusCode);
            // the server itself closes the door to a NUL in a path, without a page
            Assert.True(text.Length > 40 || path.EndsWith("/%00", StringComparison.Ordinal));
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_never_leads_to_another_site()
    {
        using var response = await site.Http.GetAsync("/en//evil.example");
        Assert.DoesNotContain("href=\"//", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/api/v1/years")]
    [InlineData("/en/health/ready")]
    [InlineData("/en/openapi/v1.json")]
    public async Task What_is_no_page_has_one_address_so_that_its_limits_count(string path)
    {
        using var response = await site.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("br;q=0, *")]
    [InlineData("br;q=0, gzip")]
    [InlineData("zebra")]
    public async Task What_one_asks_for_strangely_packed_is_not_given_to_others_so(string accepted)
    {
        foreach (var (first, then) in ((string, string?)[])[(accepted, null), (accepted, "br"), (accepted, "gzip")])
        {
            var path = $"/tentang?ini={Uri.EscapeDataString(accepted + then)}";
            using var strange = new HttpRequestMessage(HttpMethod.Get, path);
            strange.Headers.TryAddWithoutValidation("Accept-Encoding", first);
            using var _ = await site.Http.SendAsync(strange);
            using var usual = new HttpRequestMessage(HttpMethod.Get, path);
            if (then is not null)
                usual.Headers.TryAddWithoutValidation("Accept-Encoding", then);
            using var response = await site.Http.SendAsync(usual);
            Assert.Equal(then is null ? [] : [then], response.Content.Headers.ContentEncoding);
        }
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"pesan\"\r\n\r\ncut short")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "pesan=a")]
    public async Task What_is_sent_and_is_no_form_is_refused_with_a_page(string type, string body)
    {
        foreach (var path in (string[])["/lapor-kesalahan", "/kerja/demo", "/kerja/masuk"])
        {
            using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await site.Http.PostAsync(path, content);
            // the form for reports may be sent a few times only, and other tests send it too
            Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests]);
            Assert.Contains("<h1>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/years")]
    public async Task What_is_only_for_reading_refuses_writing(string path)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete])
        {
            using var response = await site.Http.SendAsync(new HttpRequestMessage(method, path));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        }
        using var head = await site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(path == "/" ? HttpStatusCode.OK : HttpStatusCode.MethodNotAllowed, head.StatusCode);
    }

    [Fact]
    public async Task The_api_says_its_problems_as_problem_json()
    {
        foreach (var path in (string[])["/api/v1/nothing", "/api/v1/rankings/abc/kota", "/api/v1/rankings/2023/kota?province=9"])
        {
            using var response = await site.Http.GetAsync(path);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Random_query_strings_never_give_a_500()
    {
        var random = new Scoring.SeededRandom(7);
        string[] paths = ["/", "/peringkat/2023/kota", "/instansi/kota-sorong", "/latihan/1", "/api/v1/rankings/2023/kota", "/en/koreksi"];
        for (var n = 0; n < 300; n++)
        {
            var name = random.Next(2) == 0 ? "provinsi" : random.Next(2) == 0 ? "province" : "x";
            var value = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => $"%{random.Next(256):X2}"));
            using var response = await site.Http.GetAsync($"{paths[random.Next(paths.Length)]}?{name}={value}");
            Assert.True((int)response.StatusCode < 500, $"{name}={value}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Public_pages_set_no_cookie_and_guard_themselves_made_or_from_memory()
    {
        for (var n = 0; n < 2; n++)
        {
            using var response = await site.Http.GetAsync("/?tahun=2021");
            Assert.False(response.Headers.Contains("Set-Cookie"));
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.Contains("Server"));
            Assert.True(response.Headers.CacheControl!.Public);
            Assert.NotNull(response.Headers.ETag);
        }
    }

    [Fact]
    public async Task The_api_gives_what_the_pages_show()
    {
        var ranking = JsonNode.Parse(await site.Http.GetStringAsync("/api/v1/rankings/2023/kabupaten-kota?province=17"))!["rows"]!.AsArray();
        Assert.Equal(10, ranking.Count);
        Assert.Equal(("kabupaten-lebong", "92.00", "A", "Bengkulu", 3), ((string?)ranking[2]!["agency"], (string?)ranking[2]!["score"], (string?)ranking[2]!["category"], (string?)ranking[2]!["province"], (int)ranking[2]!["rank"]!));
        var agency = JsonNode.Parse(await site.Http.GetStringAsync("/api/v1/agencies/kabupaten-musi-banyuasin"))!;
        Assert.Contains(agency["claims"]!.AsArray(), c => (int)c!["year"]! == 2022 && (string?)c["value"] == "Kualitas Sedang");
        var years = JsonNode.Parse(await site.Http.GetStringAsync("/api/v1/years"))!.AsArray();
        Assert.Null((string?)years.Single(y => (int)y!["year"]! == 2020)!["instrument"]);
    }

    [Fact]
    public async Task The_openapi_document_is_the_committed_one()
    {
        var served = JsonNode.Parse(await site.Http.GetStringAsync("/openapi/v1.json"))!.AsObject();
        var path = Repository.File("docs", "openapi.v1.json");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, served.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
            Assert.Fail("docs/openapi.v1.json was missing and has been written; review and commit it");
        }
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(path)), served), "the API changed: delete docs/openapi.v1.json, run the tests, and review its diff");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/peringkat/2023/kabupaten-kota")]
    [InlineData("/instansi/kabupaten-lebong")]
    [InlineData("/instansi/kabupaten-musi-banyuasin")]
    [InlineData("/instansi/kota-lubuk-linggau")]
    [InlineData("/metode/ombudsman-2023")]
    public async Task An_Indonesian_page_holds_no_English_sentence(string path)
    {
        var text = (await site.Page(path)).QuerySelector("main")!.TextContent;
        Assert.DoesNotMatch(@"\b(the|of|and|by|news|first)\b", text);
    }

    [Fact]
    public async Task Health_says_that_the_database_answers()
    {
        Assert.Equal("ok", await site.Http.GetStringAsync("/health/live"));
        Assert.Equal("ready", await site.Http.GetStringAsync("/health/ready"));
    }
}
