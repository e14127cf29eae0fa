namespace Patuh.Accounts.Permissions;

/// <summary>The rights that code asks for; content/roles.yaml names them and says who has them.</summary>
internal static class Right
{
    public const string PeopleRead = "people.read";
    public const string PeopleInvite = "people.invite";
    public const string PeopleGrant = "people.grant";
    public const string PeopleClose = "people.close";
    public const string OrganisationsRead = "organisations.read";
    public const string OrganisationsWrite = "organisations.write";
    public const string OrganisationsRestructure = "organisations.restructure";
    public const string AuditRead = "audit.read";
    public const string ErrorReportsRead = "error_reports.read";
    public const string ErrorReportsClose = "error_reports.close";
    public const string FocalPointsRead = "focal_points.read";
    public const string FocalPointsWrite = "focal_points.write";
    public const string ContactsWrite = "contacts.write";
    public const string CyclesRead = "cycles.read";
    public const string PlansWrite = "plans.write";
    public const string CyclesWrite = "cycles.write";
    public const string AnswersRead = "answers.read";
    public const string AnswersWrite = "answers.write";
    public const string SelfAssessmentWrite = "self_assessment.write";
    public const string SelfAssessmentSubmit = "self_assessment.submit";
}
