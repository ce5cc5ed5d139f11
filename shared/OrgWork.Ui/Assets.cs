using System.Reflection;

namespace OrgWork.Ui;

/// <summary>Addresses of the library's own files. They change when any of the files does.</summary>
public static class Assets
{
    const string Root = "/_content/OrgWork.Ui/";
    static readonly string Query = "?v=" + typeof(Assets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Assets").Value;

    public static readonly string Style = Root + "orgwork.css" + Query;
    /// <summary>Of print pages, in place of the other one.</summary>
    public static readonly string Documents = Root + "documents.css" + Query;
    public static readonly string Script = Root + "orgwork.js" + Query;
    public static readonly string Icon = Root + "icon.svg" + Query;
    public static readonly string Htmx = Root + "lib/htmx.min.js" + Query;
    /// <summary>Fetched by the script on pages that have a chart, and only there.</summary>
    public static readonly string Echarts = Root + "lib/echarts.min.js" + Query;
    /// <summary>Fetched by the script on pages that have a picker, and only there.</summary>
    public static readonly string TomSelect = Root + "lib/tom-select.complete.min.js" + Query;
}
