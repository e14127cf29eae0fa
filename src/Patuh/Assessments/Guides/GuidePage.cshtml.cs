using Microsoft.AspNetCore.Mvc;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Guides;

/// <summary>One guide, for everybody.</summary>
internal sealed class GuidePageModel : PublicPage
{
    public Guide Guide { get; private set; } = null!;

    public IActionResult OnGet(string name)
    {
        if (Guide.All.FirstOrDefault(g => g.Name == name) is not { } guide)
            return Missing("Panduan itu tidak ada.", "There is no such guide.");
        (Guide, Title) = (guide, guide.Title);
        return Page();
    }
}
