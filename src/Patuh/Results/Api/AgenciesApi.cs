using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Platform.Api;
using Patuh.Platform.Data;
using Patuh.Platform.Ui.Tags;
using Patuh.Platform.Web;
using Patuh.Results.History;

namespace Patuh.Results.Api;

/// <summary>An agency by its id, with its province of today (code of Kemendagri).</summary>
internal sealed record AgencySummary(string Id, string Name, string Class, string? Province);

/// <summary>What somebody said of a result.</summary>
internal sealed record ClaimAnswer(int Year, string Kind, string Value, string SaidBy, string Source, string? SourceUrl);

/// <summary>Everything known of an agency: its preferred result of each year, what it reached, and every claim.</summary>
internal sealed record AgencyAnswer(string Id, string Name, string Class, IReadOnlyList<ResultAnswer> Results, IReadOnlyList<MilestoneAnswer> Milestones, IReadOnlyList<ClaimAnswer> Claims);

/// <summary>Something reached in a year, computed where every year in between is known.</summary>
internal sealed record MilestoneAnswer(int Year, string Text);

internal static class AgenciesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/agencies", List).WithName("listAgencies").WithSummary("Agencies, all or those that a search finds")
            .WithDescription("With q the best hits, best first, at most fifty and without a cursor; spelling is forgiven (lubuklinggau, kab muba, OKUT). Without q all in order of id, by cursor.").ProducesProblem(400);
        api.MapGet("/agencies/{id}", One).WithName("getAgency").WithSummary("An agency's years and claims")
            .WithDescription("Contradicting claims stand side by side; results hold the preferred one, the Ombudsman's own word first.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<AgencySummary>>, ProblemHttpResult>> List(
        Versioned<AgencyDirectory> directories, CancellationToken cancel,
        [Description("What to search for, at most 100 characters")] string? q = null,
        [Description("Code of a class, see /classes")] string? @class = null,
        [Description("Code of a province, two digits")] string? province = null,
        [Description("Next of the answer before")] string? cursor = null,
        [Description("Items in an answer, 1 to 500; default 100")] int? limit = null)
    {
        if (q is { Length: > SearchTag.Longest })
            return Refusals.BadRequest("query-too-long", $"q has at most {SearchTag.Longest} characters");
        if (@class is not null && AgencyClasses.Find(@class) is null)
            return Refusals.BadRequest("class-unknown", $"there is no such class; known are {string.Join(", ", AgencyClasses.All.Select(c => c.Code))}");
        var directory = await directories.Get(cancel);
        if (province is not null && directory.Province(province) is null)
            return Refusals.BadRequest("province-unknown", "province is a code of two digits of Kemendagri, such as 17");
        var (after, size, problem) = Paging.Read(cursor, limit);
        if (problem is not null)
            return problem;
        if (!string.IsNullOrWhiteSpace(q))
            return TypedResults.Ok(new Page<AgencySummary>([.. directory.Search(q).Select(f => f.Agency).Where(Fits).Take(size).Select(Summary)], null));
        return TypedResults.Ok(Paging.Cut(directory.Agencies.Where(Fits).OrderBy(a => a.Id, StringComparer.Ordinal), a => a.Id, after, size, Summary));

        bool Fits(DirectoryEntry a) => (@class is null || a.Class == @class) && (province is null || ProvinceOf(a) == province);
    }

    private static AgencySummary Summary(DirectoryEntry agency) => new(agency.Id, agency.Name, agency.Class, ProvinceOf(agency));

    private static string? ProvinceOf(DirectoryEntry agency) => agency.Regions.LastOrDefault()?.Code[..2];

    private static async Task<Results<Ok<AgencyAnswer>, ProblemHttpResult>> One([Description("Id, as in addresses of pages")] string id, PatuhDb db, Versioned<AgencyDirectory> directories, CancellationToken cancel)
    {
        if (await AgencyHistory.Read(db, id, cancel) is not { } history)
            return Refusals.NotFound("agency-unknown", "there is no agency of that id");
        var entry = (await directories.Get(cancel)).Find(id);
        var results = history.Years.Where(y => y.Result.Any).Select(y =>
            ResultAnswer.Of(history.Agency.Id, history.Agency.Name, history.Agency.Class, entry?.ProvinceIn(y.Year.Year), y.Year.Year, y.Result));
        var claims = history.Years.SelectMany(y => y.Claims).Select(c => new ClaimAnswer(c.Year, c.Kind, c.Value, c.SaidBy, c.Source, c.SourceUrl));
        var milestones = Milestones.Of(history).Select(m => new MilestoneAnswer(m.Year, m.Text.Id));
        return TypedResults.Ok(new AgencyAnswer(history.Agency.Id, history.Agency.Name, history.Agency.Class, [.. results], [.. milestones], [.. claims]));
    }
}
