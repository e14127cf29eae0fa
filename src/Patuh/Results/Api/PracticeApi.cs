using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Platform.Api;
using Patuh.Platform.Data;
using Patuh.Results.Explain;
using Patuh.Results.Practice;
using Patuh.Scoring;

namespace Patuh.Results.Api;

/// <summary>A simulated year.</summary>
internal sealed record PracticeCycle(int Id, int Year, string Instrument, int Answers, bool Simulated);

/// <summary>The score tree of an invented agency (docs/method.md).</summary>
internal sealed record PracticeTree(bool Simulated, string Notice, int Cycle, int Year, string Instrument, JsonNode Tree);

/// <summary>Simulated years, apart from everything real: nobody finds them who does not ask for them, and each answer says that it is invented.</summary>
internal static class PracticeApi
{
    private const string Notice = "Simulation: agencies and figures are invented, not results of the Ombudsman";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cycles", Cycles).WithName("listPracticeCycles").WithSummary("Simulated years").WithDescription("Invented agencies and figures for trying the program; never real results.");
        api.MapGet("/cycles/{cycle:int}/agencies/{code}/tree", Tree).WithName("getPracticeTree").WithSummary("The score tree of an invented agency")
            .WithDescription("Down to each answer, with the points of the agency's 100 that it gives and loses.").ProducesProblem(404);
    }

    private static async Task<Ok<PracticeCycle[]>> Cycles(PatuhDb db, CancellationToken cancel) =>
        TypedResults.Ok(await db.Set<CycleRow>().Where(c => c.Simulated).OrderBy(c => c.Id).Select(c => new PracticeCycle(c.Id, c.Year, c.InstrumentId, c.Answers, true)).ToArrayAsync(cancel));

    private static async Task<Results<Ok<PracticeTree>, ProblemHttpResult>> Tree(
        [Description("Id of the cycle")] int cycle, [Description("Id of the agency in it, such as a00020")] string code, PatuhDb db, CancellationToken cancel)
    {
        if (await db.Set<CycleRow>().FirstOrDefaultAsync(c => c.Id == cycle && c.Simulated, cancel) is not { } found)
            return Refusals.NotFound("cycle-unknown", "there is no such simulated cycle");
        if (await PracticePage.FindAgency(db, cycle, code, cancel) is not { } agency)
            return Refusals.NotFound("agency-unknown", "that agency is not in this cycle");
        var buffer = new MemoryStream();
        TreeJson.Write(ScoreTree.Explain(await CycleSheet.OfAgency(db, found, agency, cancel), 0), buffer);
        return TypedResults.Ok(new PracticeTree(true, Notice, cycle, found.Year, found.InstrumentId, JsonNode.Parse(buffer.ToArray())!));
    }
}
