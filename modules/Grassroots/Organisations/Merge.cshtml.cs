using OrgWork.Ui;

namespace OrgWork.Grassroots;

/// <summary>One organisation goes into another from a day on: its members, its lower organisations and its posts follow in the same deed.</summary>
[Needs("grassroots.organisations.edit")]
public sealed class MergeModel(Db db, Here here, RegisterRows rows, RegisterBook book) : MergePageModel(db, here, rows, book)
{
    sealed record Followers(int Members, int Posts);

    Followers followers = new(0, 0);

    protected override string RegisterPath => "grassroots/organisations";
    public override string ReasonHint => "批复文号，或会议决定";
    public override IReadOnlyList<string> Consequences =>
        [$"在册党员 {followers.Members} 人改在并入后的党组织；下级党组织 {Gone.Children} 个改由它管理；在任党内职务 {followers.Posts} 个到那天为止。"];
    public override string Confirmation => $"{followers.Members} 名党员、{Gone.Children} 个下级党组织将改隶属，“{Gone.Name}”撤销。不能撤回，只能再逐个改回。";
    protected override string AlsoSets => ", state = '9'";

    protected override async Task CountAsync(CancellationToken stop) => followers = (await Db.FirstAsync<Followers>("""
        select (select count(*)::int from member m where m.organisation_id = @Id and m.left_on is null and m.removed_at is null) as members,
               (select count(*)::int from member_post p where p.organisation_id = @Id and p.ended_on is null and p.removed_at is null) as posts
        """, new { Id }, stop))!;

    protected override async Task<IReadOnlyList<Change>> CarryAsync(Target into, DateOnly day, CancellationToken stop)
    {
        await AdjustmentEffects.CarryAsync(Db, Id, into.Id, day, null, stop);
        await AdjustmentEffects.AddChangeAsync(Db, Id, "3", "9", day, Reason.Length > 60 ? Reason[..60] : Reason, null, null, Gone.Name, into.Name, followers.Members, null, stop);
        return [new("党员", null, $"{followers.Members} 人随并")];
    }
}
