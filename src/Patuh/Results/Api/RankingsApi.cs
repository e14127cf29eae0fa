using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Api;
using Patuh.Platform.Problems;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Calculate;
using Patuh.Results.Published;
using Patuh.Results.Ranking;
using Patuh.Scoring;

namespace Patuh.Results.Api;

/// <summary>An agency's preferred result in a year; words in Indonesian, scores with a point and two decimals.</summary>
internal sealed record ResultAnswer(string Agency, string Name, string Class, string? Province, int Year, string? Score, string? Category, string? Opinion, string? Predicate, string? Zone, int? Rank, string? RankScope, string? Source, string? SourceUrl, bool Contested)
{
    public static ResultAnswer Of(string id, string name, string agencyClass, string? province, int year, Resolution result)
    {
        var (band, rank) = (result.Band, result.Rank);
        return new(
            id, name, agencyClass, province, year, result.Score?.Hundredths is { } hundredths ? Bands.TwoDecimals(hundredths) : null,
            band?.Category, band?.Opinion?.Id, band?.Predicate?.Id, result.Zone, rank?.Place, rank?.Scope, result.From?.Source, result.From?.SourceUrl, result.Contested);
    }
}

/// <summary>A score with its words, and how much is missing to the next better ones.</summary>
internal sealed record Classification(int Year, string Instrument, string Score, string? Category, string? Opinion, string? Predicate, string? Zone, string? Next, string? Short);

internal static class RankingsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/results", Results).WithName("listResults").WithSummary("Published results of a year")
            .WithDescription("Each agency's preferred claim, in order of agency id, by cursor; contested where claims tell different bands or zones.").ProducesProblem(400);
        api.MapGet("/rankings/{year:int}/{scope}", Ranking).WithName("getRanking").WithSummary("A ranking, as JSON or CSV")
            .WithDescription("The published results of a list in a year, best first. Ranks and changes as on the page: ranks only of whole lists. With Accept: text/csv the same rows as CSV.")
            .Produces<RankingFile>(200, "application/json", "text/csv").ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/classification", Classify).WithName("classifyScore").WithSummary("The words of a score by the method of a year")
            .WithDescription("Rounded once, half away from zero. In 2025 compliant=yes adds the suffix Tanpa Maladministrasi.").ProducesProblem(400);
    }

    private static async Task<Results<Ok<Page<ResultAnswer>>, ProblemHttpResult>> Results(
        [Description("The year")] int year, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, CancellationToken cancel,
        [Description("Code of a class, see /classes; all without it")] string? @class = null,
        [Description("Code of a province, two digits")] string? province = null,
        [Description("Next of the answer before")] string? cursor = null,
        [Description("Items in an answer, 1 to 500; default 100")] int? limit = null)
    {
        if (!AssessmentYears.HasMethod(year))
            return Refusals.BadRequest("year-no-method", Refusals.NoMethod(year, AssessmentYears.All.FirstOrDefault(y => y.Year == year)?.Reason?.En));
        if (@class is not null && AgencyClasses.Find(@class) is null)
            return Refusals.BadRequest("class-unknown", $"there is no such class; known are {string.Join(", ", AgencyClasses.All.Select(c => c.Code))}");
        if (province is not null && (await directories.Get(cancel)).Province(province) is null)
            return Refusals.BadRequest("province-unknown", "province is a code of two digits of Kemendagri, such as 17");
        var (after, size, problem) = Paging.Read(cursor, limit);
        if (problem is not null)
            return problem;
        var results = (await years.Get(year, cancel)).All.Where(r => (@class is null || r.Agency.Class == @class) && (province is null || r.Province == province));
        return TypedResults.Ok(Paging.Cut(results.OrderBy(r => r.Agency.Id, StringComparer.Ordinal), r => r.Agency.Id, after, size,
            r => ResultAnswer.Of(r.Agency.Id, r.Agency.Name, r.Agency.Class, r.Province, year, r.Result)));
    }

    private static async Task<IResult> Ranking(
        [Description("The year")] int year, [Description("kabupaten, kota, provinsi, kabupaten-kota …, see scope of /classes")] string scope,
        HttpRequest request, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, SiteOperator site, CancellationToken cancel,
        [Description("Code of a province, two digits; all of Indonesia without it")] string? province = null)
    {
        if (RankingScope.Find(scope) is not { } found)
            return Refusals.NotFound("scope-unknown", $"there is no list {Visible.Quoted(scope)}; known are {string.Join(", ", RankingScope.All.Select(s => s.Slug))}");
        if (!AssessmentYears.HasMethod(year))
            return Refusals.NotFound("year-no-method", Refusals.NoMethod(year, AssessmentYears.All.FirstOrDefault(y => y.Year == year)?.Reason?.En));
        var directory = await directories.Get(cancel);
        if (province is not null && directory.Province(province) is null)
            return Refusals.BadRequest("province-unknown", "province is a code of two digits of Kemendagri, such as 17");
        var list = RankingList.From(await years.Get(year, cancel), directory, found, directory.Province(province));
        var rows = list.Results.Select(r => RankingRow.From(list, r, directory, "id"));
        request.HttpContext.Response.Headers.Append("Vary", "Accept");
        return PublicPages.WantsCsv(request)
            ? TypedResults.File(RankingFiles.Table(rows, site.Says.Id), "text/csv; charset=utf-8")
            : TypedResults.Ok(RankingFiles.Envelope(list, [.. rows], site, "id"));
    }

    private static Results<Ok<Classification>, ProblemHttpResult> Classify(
        [Description("The year whose method applies")] int year, [Description("The score, with a point")] string score,
        [Description("yes or no; only the method of 2025 knows it")] string? compliant = null)
    {
        if (!AssessmentYears.HasMethod(year))
            return Refusals.BadRequest("year-no-method", Refusals.NoMethod(year, AssessmentYears.All.FirstOrDefault(y => y.Year == year)?.Reason?.En));
        if (compliant is not (null or "yes" or "no"))
            return Refusals.BadRequest("compliant-invalid", "compliant is yes or no");
        var instrument = InstrumentLibrary.Of(year);
        var problems = new ProblemList();
        var hundredths = ScoreText.Read(score, instrument, "score", 1, problems);
        if (problems.Any || hundredths == ScoreText.None)
            return Refusals.BadRequest("score-invalid", string.Create(CultureInfo.InvariantCulture, $"the score is a plain number from 0 to {(instrument.BandsOnly ? instrument.Scale.Max : 100)}"));
        var (band, next) = (instrument.BandOf(hundredths), NextBand.Above(instrument, hundredths));
        return TypedResults.Ok(new Classification(
            year, instrument.Id, Bands.TwoDecimals(hundredths), band.Category, instrument.Opinion(band, compliant is null ? null : compliant == "yes", "id"), band.Predicate?.Id, band.Zone,
            next?.Name.Id, next is null ? null : Bands.TwoDecimals(next.Short)));
    }
}
