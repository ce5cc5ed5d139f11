using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>One unit goes into another from a day on. Names, ranks and superiors change in the unit's own form, from a day as well.</summary>
[Needs("org.units.edit")]
sealed class UnitMergeModel(Db db, Here here, RegisterRows rows, RegisterBook book) : MergePageModel(db, here, rows, book)
{
    protected override string RegisterPath => "org/units";
    public override string ReasonHint => "机构改革方案、编办文号";
    public override IReadOnlyList<string> Consequences =>
        [$"下级机构 {Gone.Children} 个改由并入后的机构管理。", "干部、党组织、人才、任务里的工作单位由各条线办理：在名册里按原机构筛选，再批量修改。"];
    public override string Confirmation => $"{Gone.Children} 个下级机构将改隶属，“{Gone.Name}”撤销。";
}
