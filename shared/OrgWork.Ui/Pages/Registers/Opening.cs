using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

/// <summary>What is opened for a stated purpose, wherever: how the purpose stands in the record of deeds, and that the page shuts again by itself.</summary>
public static class Opening
{
    /// <summary>How long it stays on the screen.</summary>
    public static readonly TimeSpan For = TimeSpan.FromMinutes(10);

    /// <summary>One of the purposes with what was said to it; null for what is no purpose, and for one without a reason where a reason is asked.</summary>
    public static string? Stated(IReadOnlyList<string> purposes, string? purpose, string? reason, bool asksReason = false)
    {
        var said = reason?.Trim() ?? "";
        if (purpose is null || !purposes.Contains(purpose) || asksReason && said.Length is (< 2 or > 100)) return null;
        return said.Length == 0 ? purpose : $"{purpose}：{said}";
    }

    /// <summary>Shut again though nobody leaves the page: the browser asks for the address, which shows nothing without another purpose.</summary>
    public static void ShutAgain(this PageModel page, string address) => page.Response.Headers["Refresh"] = $"{For.TotalSeconds:0};url={address}";
}
