using Patuh.Platform.Ui;

namespace Patuh.Assessments.Guides;

/// <summary>Panduan: what one can read before beginning, for everybody.</summary>
internal sealed class GuideListModel : PublicPage
{
    public void OnGet() => Title = L.T("Panduan", "Guides");
}
