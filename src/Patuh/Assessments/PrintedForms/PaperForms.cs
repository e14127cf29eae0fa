using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.PrintedForms;

/// <summary>Makes the forms of an instrument: for the people and products of a plan, or blank ones to copy.</summary>
internal static class PaperForms
{
    public const int MostCopies = 30;

    private static readonly (PaperSet Set, Subject Asked, string Letter)[] Kinds =
    [
        (PaperSet.Interview, Subject.Officer, "P"), (PaperSet.Interview, Subject.ComplaintOfficer, "K"),
        (PaperSet.Observation, Subject.Unit, "U"), (PaperSet.Observation, Subject.Product, "B"), (PaperSet.Observation, Subject.Agency, "I"),
        (PaperSet.Citizen, Subject.User, "W"), (PaperSet.Citizen, Subject.Public, "M"),
    ];

    /// <param name="dimensions">What is asked.</param>
    /// <param name="set">Which forms.</param>
    /// <param name="subjects">Of the plan; null: blank forms, one of each kind.</param>
    /// <param name="copies">How many forms for people who are met on the day.</param>
    public static IReadOnlyList<PaperForm> Of(IReadOnlyList<Dimension> dimensions, PaperSet set, IReadOnlyList<AssessmentSubjectRow>? subjects, int copies)
    {
        var forms = new List<PaperForm>();
        foreach (var (_, asked, letter) in Kinds.Where(k => k.Set == set))
        {
            var questions = dimensions.SelectMany(d => d.Variables.SelectMany(v => v.Indicators).Where(i => i.Subject == asked).Select(i => (Dimension: d, Indicator: i))).ToList();
            if (questions.Count == 0)
                continue;
            var role = SubjectRole.Of(asked);
            if (role is null)
                forms.Add(Form(letter, null));
            else if (set == PaperSet.Citizen)
            {
                var known = subjects?.Where(s => s.Role == role).Select(s => s.Number).DefaultIfEmpty().Max() ?? 0;
                forms.AddRange(subjects is null ? [Form(letter + "__", null)] : Enumerable.Range(known + 1, copies).Select(n => Form($"{letter}{n}", null)));
            }
            else if (subjects is null)
                forms.Add(Form(letter + "__", null));
            else
                forms.AddRange(subjects.Where(s => s.Role == role && s.EndedAt is null).Select(s => Form($"{letter}{s.Number}", s)));

            PaperForm Form(string code, AssessmentSubjectRow? subject) => new(code, asked, subject, [.. questions.Select((q, n) => new PaperRow($"{code}.{n + 1:00}", q.Dimension, q.Indicator))]);
        }
        return forms;
    }

    /// <summary>Forms of citizens where nobody says how many: as many as the method wants.</summary>
    public static int Wanted(IReadOnlyList<Dimension> dimensions) =>
        Math.Clamp(dimensions.SelectMany(d => d.Variables).SelectMany(v => v.Indicators).Where(i => i.Subject is Subject.User or Subject.Public).Select(i => Math.Max(i.Required, i.Target ?? 0)).DefaultIfEmpty().Max(), 1, MostCopies);

    public static bool Has(IReadOnlyList<Dimension> dimensions, PaperSet set) =>
        dimensions.SelectMany(d => d.Variables).SelectMany(v => v.Indicators).Any(i => Kinds.Any(k => k.Set == set && k.Asked == i.Subject));
}
