using Patuh.Accounts;
using Patuh.Accounts.Demo;
using Patuh.Agencies;
using Patuh.Assessments;
using Patuh.Assessments.Demo;
using Patuh.Platform.Web;
using Patuh.Results;

namespace Patuh;

/// <summary>What the site is made of.</summary>
internal static class SiteParts
{
    public static SitePart[] All { get; } = [AccountsSite.Part, AgenciesSite.Part, AssessmentsSite.Part, ResultsSite.Part];

    /// <summary>With a door that opens without a password: for <c>patuh demo</c> alone.</summary>
    public static SitePart[] WithDemoDoor { get; } = [.. All, DemoDoor.Part, DemoCycle.Part];
}
