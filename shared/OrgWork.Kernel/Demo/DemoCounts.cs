namespace OrgWork.Kernel;

public enum DemoSize { Small, County, City }

/// <summary>How much of everything an invented city has. Party organisations follow from units, villages and the number of members in each.</summary>
/// <param name="Enterprises">private enterprises, cooperatives and societies, all with a Party organisation</param>
public sealed record DemoCounts(int Counties, int Townships, int Villages, int Enterprises, int Cadres, int Members, int Talents)
{
    public static DemoCounts For(DemoSize size) => size switch
    {
        DemoSize.Small => new(Counties: 2, Townships: 4, Villages: 30, Enterprises: 6, Cadres: 150, Members: 800, Talents: 60) { IsBare = true },
        DemoSize.County => new(Counties: 3, Townships: 40, Villages: 500, Enterprises: 340, Cadres: 3_000, Members: 30_000, Talents: 1_500),
        _ => new(Counties: 15, Townships: 200, Villages: 2_500, Enterprises: 1_700, Cadres: 15_000, Members: 150_000, Talents: 7_500),
    };

    /// <summary>A county or two alone: only the units that no place does without.</summary>
    public bool IsBare { get; init; } = Counties <= 1;
}
