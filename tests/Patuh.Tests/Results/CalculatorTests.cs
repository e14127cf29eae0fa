using System.Net;
using AngleSharp.Html.Parser;
using Patuh.Tests.Support;

namespace Patuh.Tests.Results;

/// <summary>The calculator: first the year, then the boxes that its method has.</summary>
public sealed class CalculatorTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    [Theory]
    [InlineData(2024, 4)]
    [InlineData(2025, 5)]
    [InlineData(2021, 0)]
    public async Task The_boxes_are_those_of_the_year(int year, int dimensions)
    {
        var page = await site.Page($"/hitung?tahun={year}");
        Assert.Equal(dimensions, page.QuerySelectorAll("main input[name^='d-']").Length);
        Assert.Equal($"{year}", page.QuerySelector("main input[name=tahun]")!.GetAttribute("value"));
        Assert.Equal($"{year}", page.QuerySelector("main .links [aria-current]")!.TextContent);
        Assert.Equal(dimensions == 0, page.QuerySelector("main form")!.TextContent.Contains("tidak punya dimensi; isi sebuah nilai", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dimensions_sent_for_a_year_without_any_are_refused_with_the_reason()
    {
        using var response = await site.Http.GetAsync("/hitung?tahun=2021&d-input=80");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.Contains("Metode 2021 tidak punya dimensi", page.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_says_that_it_is_the_readers_own_and_goes_along_to_another_year()
    {
        var page = await site.Page("/hitung?tahun=2024&nilai=87,05");
        Assert.Contains("Hitungan Anda sendiri, bukan hasil Ombudsman RI", page.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        var other = page.QuerySelectorAll("main .links a").Single(a => a.TextContent == "2021").GetAttribute("href")!;
        Assert.Equal("87,05", (await site.Page(other)).QuerySelector(".big")!.TextContent);
    }
}
