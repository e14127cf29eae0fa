using Patuh.Platform.Web;

namespace Patuh.Platform.Ui;

/// <summary>A page for everybody: the same for all, without a cookie, kept in memory.</summary>
[Public]
internal abstract class PublicPage : LocalPage;
