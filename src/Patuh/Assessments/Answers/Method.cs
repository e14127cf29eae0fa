using System.Collections.Concurrent;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>
/// The method by which one kind of answers is asked and scored: an agency answers for itself what it may see before a visit, and its provisional score is made of that alone.
/// </summary>
/// <param name="Instrument">Without what this kind does not see.</param>
/// <param name="SoFar">The same with what is missing left out.</param>
internal sealed record Method(Instrument Instrument, Instrument SoFar)
{
    private static readonly ConcurrentDictionary<(string Hash, string Kind), Method> Known = new();

    private readonly Dictionary<string, (Dimension Dimension, Indicator Indicator)> byCode =
        Instrument.Dimensions.SelectMany(d => d.Variables.SelectMany(v => v.Indicators).Select(i => (d, i))).ToDictionary(x => x.i.Code, StringComparer.Ordinal);

    public static Method Of(InstrumentFile file, string kind) => Known.GetOrAdd((file.Hash, kind), _ =>
    {
        var seen = kind == AnswerKind.Self ? Seen(file.Instrument) : file.Instrument;
        return new(seen, Provisional.SoFar(seen));
    });

    /// <summary>The indicator of that code with its dimension, or null.</summary>
    public (Dimension Dimension, Indicator Indicator)? Find(string code) => byCode.TryGetValue(code, out var found) ? found : null;

    /// <summary>Whether anything is asked of a role (<see cref="SubjectRole"/>) there.</summary>
    public bool Asks(string level, string role) => Dimensions(level).SelectMany(d => d.Variables).SelectMany(v => v.Indicators).Any(i => SubjectRole.Of(i.Subject) == role);

    /// <summary>The dimensions that an assessment of that level is made of.</summary>
    public IEnumerable<Dimension> Dimensions(string level) => Instrument.Dimensions.Where(d => d.Level == LevelOf(level));

    public static Level LevelOf(string level) => level == AssessmentLevel.Agency ? Level.Agency : Level.Unit;

    /// <summary>
    /// What an agency answers for itself: what it may see before a visit and has in its own hands. The knowledge of officers is only announced by topic; what users and the public
    /// say, and figures of others, are not the agency's to answer.
    /// </summary>
    public static bool SelfAnswers(Indicator indicator) =>
        indicator.Disclosure != Disclosure.Assessor && indicator.Subject is not (Subject.User or Subject.Public) && indicator.Methods.Any(m => m is not ("survey" or "secondary"));

    private static Instrument Seen(Instrument instrument) => instrument with
    {
        Dimensions = [.. instrument.Dimensions
            .Select(d => d with { Variables = [.. d.Variables.Select(v => v with { Indicators = [.. v.Indicators.Where(SelfAnswers)] }).Where(v => v.Indicators.Count > 0)] })
            .Where(d => d.Variables.Count > 0)],
    };
}
