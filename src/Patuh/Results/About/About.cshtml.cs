using Patuh.Platform.Ui;

namespace Patuh.Results.About;

/// <summary>Tentang: whose site this is, what it keeps of its readers, how it is made.</summary>
internal sealed class AboutModel : PublicPage
{
    public void OnGet() => Title = L.T("Tentang situs ini", "About this site");
}
