using Microsoft.AspNetCore.Mvc;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Api;

/// <summary>Where the type of an API problem leads: what it means and what to do.</summary>
internal sealed class ProblemsModel : PublicPage
{
    public string Text { get; private set; } = "";

    public IActionResult OnGet(string type)
    {
        if (!Refusals.All.TryGetValue(type, out var text))
            return Missing("Jenis galat API itu tidak ada.", "There is no such type of API problem.");
        (Title, Text) = (type, text);
        return Page();
    }
}
