namespace OrgWork.Ledger;

static class Entrants
{
    public static readonly Register Register = new()
    {
        Id = "entrants", Title = "样册", Noun = "样员", Counter = "人", Table = "entrant", IsPerson = true,
        ReadPermission = "ledger.entrants.read", WritePermission = "ledger.entrants.edit", OpenPermission = "ledger.entrants.open",
        Fields =
        [
            Field.Name().Sortable(),
            Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(),
            Field.Date("birth_on", "出生日期").Listed().Filter().Sortable().WithAge().Past(),
            Field.Code("nation", "民族", StandardCodes.Nation).Filter(),
            Field.Month("joined_on", "加入时间").Listed().Filter().Sortable().Past(),
            Field.Number("score", "得分", 0, 100).Listed().Filter().Sortable(),
            Field.Flag("is_active", "在册").Listed().Filter(),
            Field.Text("post", "岗位", 40).Wide().Filter(),
            Field.Row("circle_id", "小组", "circles").Listed().Filter(),
            Field.Unit("unit_id", "单位").Listed().Filter(),
            Field.Identity(),
            Field.Phone("phone", "手机").Filter(),
            Field.LongText("remark", "备注", 1000),
        ],
        Conditions = [new("四十岁以下", "birth_on.from=-40y")],
        Children = [Note],
        Deeds = [Joining.Rate],
    };

    static Register Note => new()
    {
        Id = "notes", Title = "记事", Noun = "记事", Counter = "条", Table = "note", ParentColumn = "entrant_id",
        ReadPermission = "ledger.entrants.read", WritePermission = "ledger.entrants.edit",
        Fields =
        [
            Field.Date("noted_on", "日期").Required().Listed(),
            Field.Text("words", "事由", 100).Required().Listed(),
            Field.Row("circle_id", "相关小组", "circles").Listed(),
            Field.Text("told_to", "告知人住址", 60).Sensitive(),
        ],
    };
}
