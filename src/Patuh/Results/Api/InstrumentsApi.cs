using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Patuh.Instruments;
using Patuh.Platform.Api;
using Patuh.Scoring;

namespace Patuh.Results.Api;

/// <summary>A method in short.</summary>
internal sealed record InstrumentSummary(string Id, int Version, string Title, int From, int? To, string Basis, bool BandsOnly, string Hash);

/// <summary>A band: what a score from <c>From</c> on is called.</summary>
internal sealed record BandAnswer(decimal From, string? Category, string? Opinion, string? Predicate, string? Zone);

/// <summary>An indicator. Its name is null while only assessors may see it before a visit.</summary>
internal sealed record IndicatorAnswer(string Code, string? Name, decimal Weight, string Subject, IReadOnlyList<string> Methods, string Basis, string Disclosure);

internal sealed record VariableAnswer(string Code, string Name, decimal Weight, string Basis, IReadOnlyList<IndicatorAnswer> Indicators);

internal sealed record DimensionAnswer(string Code, string Name, string Level, decimal Weight, string Basis, IReadOnlyList<VariableAnswer> Variables);

/// <summary>A method. What has the basis illustrative was chosen by us and is not official.</summary>
internal sealed record InstrumentAnswer(string Id, int Version, string Title, int From, int? To, string Basis, string Hash, IReadOnlyList<BandAnswer> Bands, IReadOnlyList<DimensionAnswer> Dimensions);

internal static class InstrumentsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/instruments", List).WithName("listInstruments").WithSummary("The bundled methods").WithDescription("Each with the years it was in force and the hash of its content.");
        api.MapGet("/instruments/{id}", One).WithName("getInstrument").WithSummary("A method: cut-offs, dimensions, weights")
            .WithDescription("Parts with the basis illustrative are not official. Names of indicators that only assessors may see before a visit are null.").ProducesProblem(404);
    }

    private static Ok<InstrumentSummary[]> List() => TypedResults.Ok(InstrumentLibrary.Ids.Select(InstrumentLibrary.Get)
        .Select(f => (f.Hash, I: f.Instrument)).Select(x => new InstrumentSummary(x.I.Id, x.I.Version, x.I.Title.Id, x.I.InForce.From, x.I.InForce.To, x.I.Provenance.Basis.Word(), x.I.BandsOnly, x.Hash)).ToArray());

    private static Results<Ok<InstrumentAnswer>, ProblemHttpResult> One([Description("Such as ombudsman-2023")] string id, TimeProvider time)
    {
        if (!InstrumentLibrary.Ids.Contains(id))
            return Refusals.NotFound("instrument-unknown", "there is no such instrument");
        var (file, i) = (InstrumentLibrary.Get(id), InstrumentLibrary.Get(id).Instrument);
        return TypedResults.Ok(new InstrumentAnswer(
            i.Id, i.Version, i.Title.Id, i.InForce.From, i.InForce.To, i.Provenance.Basis.Word(), file.Hash,
            [.. i.Bands.Select(b => new BandAnswer(b.From, b.Category, b.Opinion?.Id, b.Predicate?.Id, b.Zone))],
            [.. i.Dimensions.Select(d => new DimensionAnswer(d.Code, d.Name.Id, d.Level.ToString().ToLowerInvariant(), d.Weight, d.Provenance.Basis.Word(),
                [.. d.Variables.Select(v => new VariableAnswer(v.Code, v.Name.Id, v.Weight, v.Provenance.Basis.Word(),
                    [.. v.Indicators.Select(n => Indicator(n, i.MayBeSeen(n, time)))]))]))]));
    }

    private static IndicatorAnswer Indicator(Indicator n, bool seen) =>
        new(n.Code, seen ? n.Name.Id : null, n.Weight, n.Subject.Word(), n.Methods, n.Provenance.Basis.Word(), n.Disclosure.ToString().ToLowerInvariant());
}
