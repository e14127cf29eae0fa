using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Patuh.Platform.Api;
using Patuh.Platform.Web;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Web;

public sealed class SqliteApiTests(SqliteSite site) : ApiTests<SqliteDatabase>(site), IClassFixture<SqliteSite>;

public sealed class PostgresApiTests(PostgresSite site) : ApiTests<PostgresDatabase>(site), IClassFixture<PostgresSite>;

public abstract class ApiTests<T>(TestSite<T> site) where T : TestDatabase, new()
{
    private async Task<JsonNode> Get(string path) => JsonNode.Parse(await site.Http.GetStringAsync("/api/v1" + path))!;

    [Fact]
    public async Task A_list_is_read_part_by_part_to_its_end_and_nothing_comes_twice()
    {
        var (ids, cursor) = (new List<string>(), "");
        do
        {
            var page = await Get($"/agencies?class=city&limit=40&cursor={cursor}");
            ids.AddRange(page["items"]!.AsArray().Select(a => (string)a!["id"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        Assert.Equal(98, ids.Count);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task The_same_ranking_comes_as_json_or_csv_and_says_whose_copy_it_is()
    {
        var json = await Get("/rankings/2023/kabupaten-kota?province=16");
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/rankings/2023/kabupaten-kota?province=16");
        request.Headers.Accept.ParseAdd("text/csv");
        using var response = await site.Http.SendAsync(request);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(json["rows"]!.AsArray().Select(r => (string)r!["agency"]!), lines.Skip(1).Select(l => l.Split(',')[2]));
        Assert.Equal((true, 17, 17), ((bool)json["whole"]!, (int)json["known"]!, (int)json["assessed"]!));
        Assert.Contains("bukan situs Ombudsman RI", (string)json["site"]!, StringComparison.Ordinal);
        // JSON again for who asks for it after the CSV was kept in memory
        Assert.Equal(17, (await Get("/rankings/2023/kabupaten-kota?province=16"))["rows"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("year=2024&score=87.995", "88.00", "A", null, null)]
    [InlineData("year=2024&score=87.05", "87.05", "B", "A", "0.95")]
    [InlineData("year=2025&score=88.49&compliant=yes", "88.49", null, null, null)]
    public async Task A_score_is_classified(string query, string score, string? category, string? next, string? missing)
    {
        var answer = await Get("/classification?" + query);
        Assert.Equal((score, category, next, missing), ((string?)answer["score"], (string?)answer["category"], (string?)answer["next"], (string?)answer["short"]));
        if (query.Contains("compliant", StringComparison.Ordinal))
            Assert.Equal("Kualitas Tertinggi Tanpa Maladministrasi", (string?)answer["opinion"]);
    }

    [Fact]
    public async Task A_method_is_given_without_what_only_assessors_may_see()
    {
        var names = (await Get("/instruments/ombudsman-2025"))["dimensions"]!.AsArray().SelectMany(d => d!["variables"]!.AsArray()).SelectMany(v => v!["indicators"]!.AsArray()).ToList();
        Assert.Contains(names, n => (string?)n!["disclosure"] == "assessor" && n["name"] is null);
        Assert.DoesNotContain(names, n => (string?)n!["disclosure"] == "assessor" && n["name"] is not null);
        Assert.Equal(8, (await Get("/instruments")).AsArray().Count);
    }

    [Fact]
    public async Task A_simulated_tree_says_that_it_is_invented_and_adds_up()
    {
        var cycle = (await Get("/practice/cycles")).AsArray().Single()!;
        Assert.True((bool)cycle["simulated"]!);
        var tree = await Get($"/practice/cycles/{(int)cycle["id"]!}/agencies/a00020/tree");
        Assert.Contains("invented", (string)tree["notice"]!, StringComparison.Ordinal);
        Assert.Equal(100m, Number(tree["tree"]!["given"]) + Number(tree["tree"]!["lost"]));

        static decimal Number(JsonNode? node) => decimal.Parse((string)node!, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("/agencies?limit=0", 400, "limit-invalid")]
    [InlineData("/agencies?limit=501", 400, "limit-invalid")]
    [InlineData("/agencies?cursor=%3Cscript%3E", 400, "cursor-invalid")]
    [InlineData("/agencies?cursor=AA", 400, "cursor-invalid")]
    [InlineData("/agencies?class=desa", 400, "class-unknown")]
    [InlineData("/agencies?province=9", 400, "province-unknown")]
    [InlineData("/agencies/nobody", 404, "agency-unknown")]
    [InlineData("/results?year=2020", 400, "year-no-method")]
    [InlineData("/rankings/2020/kota", 404, "year-no-method")]
    [InlineData("/rankings/2023/desa", 404, "scope-unknown")]
    [InlineData("/classification?year=2024&score=abc", 400, "score-invalid")]
    [InlineData("/classification?year=2024&score=100.01", 400, "score-invalid")]
    [InlineData("/classification?year=2024&score=88&compliant=maybe", 400, "compliant-invalid")]
    [InlineData("/instruments/none", 404, "instrument-unknown")]
    [InlineData("/practice/cycles/9/agencies/a/tree", 404, "cycle-unknown")]
    [InlineData("/practice/cycles/1/agencies/x%2Fy/tree", 404, "agency-unknown")]
    public async Task What_is_refused_has_a_type_that_leads_to_its_explanation(string path, int status, string type)
    {
        using var response = await site.Http.GetAsync("/api/v1" + path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("/problems/" + type, (string?)problem["type"]);
        Assert.Contains(Refusals.All[type], (await site.Page((string)problem["type"]!)).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_without_results_says_why()
    {
        var text = await (await site.Http.GetAsync("/api/v1/rankings/2020/kota")).Content.ReadAsStringAsync();
        Assert.Contains("No assessment took place in 2020", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/results?year=x")]
    [InlineData("/api/v1/results")]
    [InlineData("/api/v1/agencies?limit=many")]
    [InlineData("/api/v1/rankings/2023/kota?province=%00")]
    public async Task A_parameter_of_the_wrong_kind_is_a_bad_request_and_no_failure(string path)
    {
        using var response = await site.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Programs_on_other_sites_may_read_and_are_told_what_is_left()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/years");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var response = await site.Http.SendAsync(request);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var left = int.Parse(response.Headers.GetValues("RateLimit-Remaining").Single(), CultureInfo.InvariantCulture);
        Assert.InRange(left, 0, RateLimits.ApiPerMinute);
        Assert.Equal($"{RateLimits.ApiPerMinute}", response.Headers.GetValues("RateLimit-Limit").Single());
        var asked = new HttpRequestMessage(HttpMethod.Options, "/api/v1/years");
        asked.Headers.Add("Origin", "https://elsewhere.example");
        asked.Headers.Add("Access-Control-Request-Method", "GET");
        asked.Headers.Add("Access-Control-Request-Headers", "if-none-match");
        Assert.Equal(HttpStatusCode.NoContent, (await site.Http.SendAsync(asked)).StatusCode);
        // pages are nobody's business but the reader's
        var page = new HttpRequestMessage(HttpMethod.Get, "/");
        page.Headers.Add("Origin", "https://elsewhere.example");
        Assert.False((await site.Http.SendAsync(page)).Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public void Every_type_of_problem_that_the_code_names_is_explained_and_no_other()
    {
        var used = Directory.EnumerateFiles(Repository.File("src", "Patuh"), "*.cs", SearchOption.AllDirectories).SelectMany(f => System.Text.RegularExpressions.Regex
            .Matches(File.ReadAllText(f), @"Refusals\.(?:NotFound|BadRequest)\(""([a-z-]+)""|TooManyRequests, ""([a-z-]+)""").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)).Distinct().Order();
        Assert.Equal(Refusals.All.Keys.Order(), used);
    }
}

/// <summary>A site of its own, for what is counted here would disturb the others.</summary>
public sealed class ApiLimitTests
{
    [Fact]
    public async Task Who_asks_too_much_is_told_to_wait()
    {
        using var site = new SqliteSite();
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 4 * RateLimits.ApiPerMinute && refused is null; i++)
            if (await site.Http.GetAsync("/api/v1/years") is { StatusCode: HttpStatusCode.TooManyRequests } response)
                refused = response;
        Assert.NotNull(refused);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("0", refused.Headers.GetValues("RateLimit-Remaining").Single());
        Assert.Equal("/problems/rate-limited", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["type"]);
        Assert.True((await site.Http.GetAsync("/")).IsSuccessStatusCode);
    }
}
