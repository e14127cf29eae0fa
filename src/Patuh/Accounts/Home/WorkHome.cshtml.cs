using Patuh.Platform.Web;

namespace Patuh.Accounts.Home;

/// <summary>The front page of the work area: what one's roles allow.</summary>
[SignedIn]
internal sealed class WorkHomeModel : WorkPage
{
    public void OnGet() => Title = L.T("Kerja", "Work");
}
