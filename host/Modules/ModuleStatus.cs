using System.Text.Json.Serialization;

namespace OrgWork.Host;

[JsonConverter(typeof(JsonStringEnumConverter<ModuleCondition>))]
enum ModuleCondition
{
    Serving,
    /// <summary>The version that was there before goes on serving; the new one was refused.</summary>
    ServingOld,
    Unavailable,
}

/// <summary>How a module of the deployment is: what the health page and the modules page show.</summary>
/// <param name="Id">null when the folder's manifest cannot even be read</param>
/// <param name="Error">why it, or its newer version, was not taken up; for administrators</param>
/// <param name="Migration">the newest migration that has run</param>
sealed record ModuleStatus(string Folder, string? Id, string Name, string? Version, ModuleCondition Condition, string? Error, string? Migration)
{
    Counts counts = new();

    /// <summary>Requests of today that ended in an error of this module's.</summary>
    public int ErrorsToday => counts.Today;
    public string? LastError => counts.Last;
    public void Count(Exception fault, string correlation) => counts.Add($"{fault.GetType().Name}（{correlation}）");

    /// <summary>Shared by all states of one module, so that a swap does not forget.</summary>
    public ModuleStatus After(ModuleStatus? before) => before is null ? this : this with { counts = before.counts };

    sealed class Counts
    {
        readonly Lock gate = new();
        DateOnly day;
        int today;

        public string? Last { get; private set; }
        public int Today
        {
            get { lock (gate) return day == Clock.Today ? today : 0; }
        }

        public void Add(string what)
        {
            lock (gate)
            {
                if (day != Clock.Today) (day, today) = (Clock.Today, 0);
                today++;
                Last = what;
            }
        }
    }
}
