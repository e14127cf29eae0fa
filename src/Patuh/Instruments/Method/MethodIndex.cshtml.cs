using Patuh.Platform.Ui;

namespace Patuh.Instruments.Method;

/// <summary>The methods by year.</summary>
internal sealed class MethodIndexModel : PublicPage
{
    public void OnGet() => Title = L.T("Metode penilaian dari tahun ke tahun", "The method of assessment over the years");
}
