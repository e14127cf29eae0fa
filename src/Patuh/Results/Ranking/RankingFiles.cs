using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Csv;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>A row of a ranking as it leaves in a file: exactly what the page shows.</summary>
internal sealed record RankingRow(
    int? Rank, int? Of, string Agency, string Name, string Class, string? Province, int Year, string? Score,
    string? Category, string? Opinion, string? Predicate, string? Zone, string? Change, int? ChangeSince,
    int? PublishedRank, string? PublishedRankScope, string? SaidBy, string? Source, string? SourceUrl, bool Contested)
{
    public static RankingRow From(RankingList list, PublishedResult result, AgencyDirectory directory, string language)
    {
        var band = result.Result.Band;
        var rank = list.RankOf(result);
        var change = list.Change(result);
        var from = result.Result.From;
        return new(
            rank?.Place, rank?.Of, result.Agency.Id, result.Agency.Name, result.Agency.Class, directory.Province(result.Province)?.Name, list.Year,
            result.Score?.Hundredths is { } score ? Bands.TwoDecimals(score) : null,
            band?.Category, band?.Opinion?.In(language), band?.Predicate?.In(language), result.Result.Zone,
            change is { } c ? (c < 0 ? "-" : "") + Bands.TwoDecimals(Math.Abs(c)) : null, change is null ? null : list.Before,
            result.Rank?.Place, result.Rank is { Scope.Length: > 0 } r ? r.Scope : null, from?.SaidBy, from?.Source, from?.SourceUrl, result.Result.Contested);
    }
}

/// <summary>A ranking as JSON, with what one must know to use it.</summary>
internal sealed record RankingFile(string Title, bool Whole, int Known, int? Assessed, string Instrument, string Site, string Language, IReadOnlyList<RankingRow> Rows);

/// <summary>The rankings as files: <c>/peringkat/2023/kabupaten-kota.csv?provinsi=16</c>, cut and ordered as the page of the same address.</summary>
internal static class RankingFiles
{
    public static readonly string[] Columns =
        ["rank", "of", "agency", "name", "class", "province", "year", "score", "category", "opinion", "predicate", "zone", "change", "change_since", "published_rank", "published_rank_scope", "said_by", "source", "source_url", "contested", "site"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/peringkat/{year:int}/{scope}.csv", Csv).ExcludeFromDescription();
        routes.MapGet("/peringkat/{year:int}/{scope}.json", Json).ExcludeFromDescription();
    }

    private static async Task<IResult> Csv(int year, string scope, HttpContext http, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, SiteOperator site, CancellationToken cancel)
    {
        var reader = Reader.Of(http);
        var (list, rows, problem) = await Read(year, scope, http, directories, years, cancel);
        if (list is null)
            return problem!;
        return TypedResults.File(Table(rows, reader.T(site.Says)), "text/csv; charset=utf-8", FileName(list, "csv"));
    }

    /// <summary>The rows as CSV; the last column says whose copy it is, on every row, so that no cut loses it.</summary>
    public static byte[] Table(IEnumerable<RankingRow> rows, string site)
    {
        var buffer = new MemoryStream();
        using (var csv = new CsvWriter(buffer))
        {
            csv.Row(Columns);
            foreach (var r in rows)
                csv.Row(
                    $"{r.Rank}", $"{r.Of}", r.Agency, r.Name, r.Class, r.Province, $"{r.Year}", r.Score, r.Category, r.Opinion, r.Predicate, r.Zone,
                    r.Change, $"{r.ChangeSince}", $"{r.PublishedRank}", r.PublishedRankScope, r.SaidBy, r.Source, r.SourceUrl, r.Contested ? "yes" : "", site);
        }
        return buffer.ToArray();
    }

    private static async Task<IResult> Json(int year, string scope, HttpContext http, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, SiteOperator site, CancellationToken cancel)
    {
        var reader = Reader.Of(http);
        var (list, rows, problem) = await Read(year, scope, http, directories, years, cancel);
        if (list is null)
            return problem!;
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{FileName(list, "json")}\"";
        return TypedResults.Json(Envelope(list, rows, site, reader.Language));
    }

    /// <summary>The rows with what one must know to use them.</summary>
    public static RankingFile Envelope(RankingList list, IReadOnlyList<RankingRow> rows, SiteOperator site, string language) => new(
        $"{list.Scope.Name.In(language)}{(list.Province is { } p ? $", {p.Name}" : "")} {list.Year}",
        list.Whole, list.Scored, list.OfAssessed ? list.Of : null, list.Instrument.Id, site.Says.In(language), language, rows);

    private static async Task<(RankingList? List, List<RankingRow> Rows, IResult? Problem)> Read(int year, string scope, HttpContext http, Versioned<AgencyDirectory> directories, Versioned<int, YearFacts> years, CancellationToken cancel)
    {
        if (RankingScope.Find(scope) is not { } found || !AssessmentYears.HasMethod(year))
            return (null, [], TypedResults.NotFound());
        var directory = await directories.Get(cancel);
        var (query, problem) = RankingQuery.Read(http.Request.Query, directory, InstrumentLibrary.Of(year));
        if (query is null)
        {
            http.Items[ProblemModel.Sentence] = Reader.Of(http).T(problem!);
            return (null, [], TypedResults.BadRequest());
        }
        var list = RankingList.From(await years.Get(year, cancel), directory, found, query.Province);
        var language = Reader.Of(http).Language;
        return (list, [.. query.Apply(list, directory).Select(r => RankingRow.From(list, r, directory, language))], null);
    }

    private static string FileName(RankingList list, string format) =>
        $"patuh-peringkat-{list.Year}-{list.Scope.Slug}{(list.Province is { } p ? $"-{p.Slug}" : "")}.{format}";
}
