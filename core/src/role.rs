//! Roles: what an enterprise does with a subject.

use serde::{Serialize, Serializer};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $zh:literal;)*) => {
        /// What an enterprise does with a subject (活动). The words in `catalogue/words/roles.tsv` name them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Role { $($(#[$doc])* $name),* }

        impl Role {
            /// Every role, in the order of its bit in a [`RoleSet`].
            pub const ALL: &'static [Role] = &[$(Role::$name),*];

            /// The role's name in `catalogue/` and in JSON.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Role::$name => $word),* } }

            /// The role's Chinese name, for the screen.
            #[must_use]
            pub fn chinese(self) -> &'static str { match self { $(Role::$name => $zh),* } }
        }
    };
}

roles! {
    /// 制造、生产、加工
    Make = "make", "制造";
    /// 建设、施工、运营
    Build = "build", "建设运营";
    /// 安装、调试
    Install = "install", "安装";
    /// 维修、保养
    Repair = "repair", "维修";
    /// 改造、升级
    Retrofit = "retrofit", "改造";
    /// 治理、处理、处置、修复
    Treat = "treat", "治理修复";
    /// 回收、利用、拆解
    Recycle = "recycle", "回收利用";
    /// 种植、养殖、繁育
    Grow = "grow", "种养";
    /// 设计、规划
    Design = "design", "设计";
    /// 咨询、监理
    Consult = "consult", "咨询";
    /// 监测、检测
    Monitor = "monitor", "监测检测";
    /// 评估、审核、认证
    Certify = "certify", "评估认证";
    /// 研发、技术服务
    Research = "research", "研发";
    /// 销售、批发、零售、进出口、租赁
    Trade = "trade", "贸易";
    /// 投资
    Invest = "invest", "投资";
    /// 运输
    Transport = "transport", "运输";
    /// 服务
    Serve = "serve", "服务";
    /// 经营: trade for goods, operation for facilities; settled by the subject
    Operate = "operate", "经营";
    /// 开发: research for goods, construction for facilities; settled by the subject
    Develop = "develop", "开发";
    /// No role is stated: a bare list of nouns. Only thesaurus rules use it, no word of a text has it.
    Bare = "bare", "未言明";
}

impl Role {
    /// The role with this name, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.word() == word)
    }
}

/// A set of [`Role`]s in one word.
///
/// ```
/// use greencat_core::{Role, RoleSet};
/// let set = RoleSet::from(Role::Make) | Role::Trade.into();
/// assert!(set.contains(Role::Make) && !set.contains(Role::Build));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RoleSet(u32);

impl RoleSet {
    /// No role.
    pub const EMPTY: RoleSet = RoleSet(0);

    /// Roles that talk about a subject without doing it.
    pub(crate) const TALK: RoleSet =
        RoleSet::of(&[Role::Research, Role::Invest, Role::Consult, Role::Design, Role::Monitor, Role::Certify]);

    /// The set of `roles`.
    #[must_use]
    pub const fn of(roles: &[Role]) -> RoleSet {
        let mut bits = 0;
        let mut at = 0;
        while at < roles.len() {
            bits |= 1 << roles[at] as u32;
            at += 1;
        }
        RoleSet(bits)
    }

    /// Every role that a word of a text can state (all but [`Role::Bare`]).
    #[must_use]
    pub const fn stated() -> RoleSet {
        RoleSet((1 << Role::Bare as u32) - 1)
    }

    /// The set with these bits; bits past the last role are dropped.
    #[must_use]
    pub const fn from_bits(bits: u32) -> RoleSet {
        RoleSet(bits & ((1 << Role::ALL.len()) - 1))
    }

    /// One bit a role, in the order of [`Role::ALL`].
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether `role` is in the set.
    #[must_use]
    pub const fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// Whether the two sets share a role.
    #[must_use]
    pub const fn meets(self, other: RoleSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every role of this set is in `other`.
    #[must_use]
    pub const fn within(self, other: RoleSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// The roles of this set that are not in `other`.
    #[must_use]
    pub const fn without(self, other: RoleSet) -> RoleSet {
        RoleSet(self.0 & !other.0)
    }

    /// Whether there is no role.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, in order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.contains(*role))
    }
}

impl From<Role> for RoleSet {
    fn from(role: Role) -> RoleSet {
        RoleSet::of(&[role])
    }
}

impl std::ops::BitOr for RoleSet {
    type Output = RoleSet;
    fn bitor(self, other: RoleSet) -> RoleSet {
        RoleSet(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for RoleSet {
    fn bitor_assign(&mut self, other: RoleSet) {
        self.0 |= other.0;
    }
}

impl std::ops::BitAnd for RoleSet {
    type Output = RoleSet;
    fn bitand(self, other: RoleSet) -> RoleSet {
        RoleSet(self.0 & other.0)
    }
}

impl Serialize for RoleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Role::word))
    }
}
