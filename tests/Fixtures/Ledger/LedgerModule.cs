namespace OrgWork.Ledger;

/// <summary>Two registers with a field of every kind, for the tests of the register engine.</summary>
public sealed class LedgerModule : Module
{
    public override IEnumerable<Register> Registers => [Entrants.Register, Circles];
    public override IEnumerable<Job> Jobs => LedgerJobs.All;
    public override IEnumerable<Procedure> Procedures => [Joining.Procedure];

    static Register Circles => new()
    {
        Id = "circles", Title = "小组名册", Noun = "小组", Counter = "个", Table = "circle", ReadPermission = "ledger.circles.read", WritePermission = "ledger.circles.edit",
        Fields =
        [
            Field.Name("name", "组名") with { MaxLength = 60, CanSort = true },
            Field.Row("parent_id", "上级小组", "circles").Listed().Filter(),
            Field.Text("code", "组号", 20).Listed(),
        ],
        Announces = [new("ledger.circle_renamed", 1, "name")],
    };
}
