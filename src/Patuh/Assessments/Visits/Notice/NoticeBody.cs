using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Visits.Notice;

internal sealed record NoticeVisit(string Unit, string Day, string Starts, string Team);

internal sealed record NoticeTeam(string Name, string Leader, IReadOnlyList<string> Members);

/// <summary>What one part of the method asks to have ready.</summary>
internal sealed record NoticeDocuments(string Variable, IReadOnlyList<NoticeItem> Items);

internal sealed record NoticeItem(string Name, IReadOnlyList<string> Evidence);

/// <summary>What a notice says but for its number and date; the same body has the same hash.</summary>
internal sealed record NoticeBody(string Office, string Agency, string Cycle, IReadOnlyList<NoticeVisit> Visits, IReadOnlyList<NoticeTeam> Teams, IReadOnlyList<NoticeDocuments> Documents, IReadOnlyList<string> Topics)
{
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>As the plan stands, by the agency's method and for its office.</summary>
    public static async Task<NoticeBody> Of(PatuhDb db, AssessmentCycleRow cycle, PlannedAgencyRow agency, IReadOnlyList<VisitLine> visits, CancellationToken cancel)
    {
        var method = await Methods.OfClass(db, cycle.Id, agency.Class, cancel);
        var officeId = Assessments.Visits.Teams.OfficeOf(agency.OfficeId);
        var office = await db.Set<OrganisationRow>().Where(o => o.Id == officeId).Select(o => o.Name).SingleAsync(cancel);
        return await Of(db, office, cycle, agency, method.Instrument, visits, cancel);
    }

    public static async Task<NoticeBody> Of(PatuhDb db, string office, AssessmentCycleRow cycle, PlannedAgencyRow agency, Instrument instrument, IReadOnlyList<VisitLine> visits, CancellationToken cancel)
    {
        var standing = visits.Where(v => v.Standing).ToList();
        var ids = standing.Select(v => v.Visit.TeamId).Distinct().ToList();
        var members = await (from t in db.Set<VisitTeamRow>() where ids.Contains(t.Id) join m in db.Set<VisitTeamMemberRow>() on t.Id equals m.TeamId join p in db.Set<PersonRow>() on m.PersonId equals p.Id orderby t.Name, p.Name, p.Id select new { t.Id, t.Name, t.LeaderId, Person = p.Id, Member = p.Name }).ToListAsync(cancel);
        var variables = instrument.Dimensions.Where(d => d.Level == Level.Unit).SelectMany(d => d.Variables).ToList();
        return new(office, agency.Name, cycle.Title,
            [.. standing.Select(v => new NoticeVisit(v.Unit.Name, v.Visit.Day, v.Visit.Starts, v.Team))],
            [.. members.GroupBy(m => (m.Id, m.Name)).Select(t => new NoticeTeam(t.Key.Name, t.FirstOrDefault(m => m.Person == m.LeaderId)?.Member ?? "", [.. t.Where(m => m.Person != m.LeaderId).Select(m => m.Member)]))],
            [.. variables.Select(v => new NoticeDocuments(v.Name.Id, [.. v.Indicators.Where(Ready).Select(i => new NoticeItem(i.Name.Id, i.Evidence))])).Where(d => d.Items.Count > 0)],
            [.. variables.Where(v => v.Indicators.Any(Interviewed)).Select(v => v.Name.Id).Distinct()]);
    }

    /// <summary>What the agency may see, and can have ready: things, not what people will say.</summary>
    private static bool Ready(Indicator indicator) => Method.SelfAnswers(indicator) && indicator.Subject is (Subject.Unit or Subject.Product);

    /// <summary>What officers know is announced by topic alone.</summary>
    private static bool Interviewed(Indicator indicator) => !Method.SelfAnswers(indicator) && indicator.Subject is (Subject.Officer or Subject.ComplaintOfficer);
}
