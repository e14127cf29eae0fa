using Patuh.Platform.Ui;

namespace Patuh.Results.Cite;

/// <summary>What is cited, and the page that it stands on.</summary>
internal sealed record Citation(string What, LocalPage Page);
