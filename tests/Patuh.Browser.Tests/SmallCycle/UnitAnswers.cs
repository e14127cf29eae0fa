namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>What was found in a unit, a figure for each indicator of ombudsman-2023 in its order; n stands for na.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Officers">in.k1 to in.k6 of each officer.</param>
/// <param name="Facilities">in.s1 to in.s9.</param>
/// <param name="Products">pr.1 to pr.11 of each product.</param>
/// <param name="Users">ou.1 to ou.5 of each user.</param>
/// <param name="ComplaintOfficers">pg.1 to pg.8 of each complaint officer.</param>
internal sealed record UnitAnswers(string Unit, string[] Officers, string Facilities, string[] Products, string[] Users, string[] ComplaintOfficers)
{
    /// <summary>All answers; subjects are called by a letter and their number.</summary>
    public IEnumerable<(string Indicator, string Subject, string Value)> All =>
    [
        .. Of("in.k", "o", Officers), .. Of("in.s", "", [Facilities]), .. Of("pr.", "p", Products), .. Of("ou.", "u", Users), .. Of("pg.", "k", ComplaintOfficers),
    ];

    /// <summary>What somebody types into the desk, which goes down a column and on to the next; users stand in rows.</summary>
    public string Keys(string part) => part switch
    {
        "input" => string.Concat(Officers) + Facilities,
        "process" => string.Concat(Products),
        "output" => string.Concat(Users[0].Select((_, n) => string.Concat(Users.Select(u => u[n])))),
        _ => string.Concat(ComplaintOfficers),
    };

    private static IEnumerable<(string, string, string)> Of(string indicators, string subject, string[] found) =>
        found.SelectMany((values, s) => values.Select((value, n) => ($"{indicators}{n + 1}", subject.Length == 0 ? "" : $"{subject}{s + 1}", value == 'n' ? "na" : value.ToString())));
}
