using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Patuh.Platform.Ui;

/// <summary>A page in the reader's language. Closed until it says who may use it; <see cref="PublicPage"/> is for everybody.</summary>
internal abstract class LocalPage : PageModel
{
    public Reader L => field ??= Reader.Of(HttpContext);

    /// <summary>What the page is about, for its title and heading.</summary>
    public string Title { get; protected set; } = "";

    /// <summary>A sentence for search engines, where the site's own will not do.</summary>
    public string? Description { get; protected set; }

    /// <summary>What every screenful of the page has to say, such as that its figures are invented; null for most.</summary>
    public virtual string? Strip => null;

    /// <summary>What was done just now, said once at the top of the page.</summary>
    public string? Done => Request.Query["selesai"].ToString() is { Length: > 0 } code ? Said(code) : null;

    /// <summary>The sentence of a word in the address that says what was done.</summary>
    protected virtual string? Said(string code) => null;

    /// <summary>400 with a sentence that says what to do.</summary>
    protected IActionResult Refuse(string indonesian, string english) => Problem(StatusCodes.Status400BadRequest, indonesian, english);

    /// <summary>404 with a sentence that says what to do.</summary>
    protected IActionResult Missing(string indonesian, string english, string? heading = null)
    {
        HttpContext.Items[ProblemModel.Heading] = heading;
        return Problem(StatusCodes.Status404NotFound, indonesian, english);
    }

    private IActionResult Problem(int status, string indonesian, string english)
    {
        HttpContext.Items[ProblemModel.Sentence] = L.T(indonesian, english);
        return StatusCode(status);
    }
}
