using Patuh.Accounts.Permissions;

namespace Patuh.Accounts.Home;

/// <summary>The pages on which rights are used, for those that have one of their own.</summary>
internal static class RightPages
{
    private static readonly Dictionary<string, string> Pages = new()
    {
        [Right.PeopleRead] = "/kerja/orang",
        [Right.PeopleGrant] = "/kerja/orang",
        [Right.PeopleClose] = "/kerja/orang",
        [Right.PeopleInvite] = "/kerja/organisasi",
        [Right.OrganisationsRead] = "/kerja/organisasi",
        [Right.OrganisationsWrite] = "/kerja/organisasi",
        [Right.OrganisationsRestructure] = "/kerja/organisasi",
        [Right.AuditRead] = "/kerja/jejak",
        [Right.ErrorReportsRead] = "/kerja/laporan-kesalahan",
        [Right.ErrorReportsClose] = "/kerja/laporan-kesalahan",
        [Right.FocalPointsRead] = "/kerja/narahubung",
        [Right.FocalPointsWrite] = "/kerja/narahubung",
        [Right.ContactsWrite] = "/kerja/narahubung",
        [Right.CyclesRead] = "/kerja/siklus",
        [Right.CyclesWrite] = "/kerja/siklus",
        [Right.PlansWrite] = "/kerja/siklus",
        [Right.AnswersRead] = "/kerja/siklus",
        [Right.AnswersWrite] = "/kerja/siklus",
        [Right.SelfAssessmentWrite] = "/kerja/siklus",
        [Right.SelfAssessmentSubmit] = "/kerja/siklus",
    };

    public static string? Of(string right) => Pages.GetValueOrDefault(right);
}
